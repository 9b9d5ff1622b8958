-- AlterTable
ALTER TABLE "outbox_emails" ADD COLUMN     "code_attempts" SMALLINT NOT NULL DEFAULT 0;
