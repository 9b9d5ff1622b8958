-- AlterEnum
ALTER TYPE "MailKind" ADD VALUE 'email_restored';
