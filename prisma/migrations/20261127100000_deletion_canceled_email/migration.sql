-- AlterEnum
ALTER TYPE "EmailKind" ADD VALUE 'deletion_canceled';
