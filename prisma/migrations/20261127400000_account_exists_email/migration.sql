-- AlterEnum
ALTER TYPE "EmailKind" ADD VALUE 'account_exists';
