-- AlterEnum
ALTER TYPE "EmailKind" ADD VALUE 'confirm_login';
