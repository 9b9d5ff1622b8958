-- AlterTable
ALTER TABLE "outgoing_mails" ADD COLUMN     "offered_at" TIMESTAMPTZ(3);
