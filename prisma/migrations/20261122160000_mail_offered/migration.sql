-- AlterTable
ALTER TABLE "outgoing_mails" ADD COLUMN     "offered_at" TIMESTAMPTZ(3);

-- Of what was begun before, nobody knows whether the provider has it.
UPDATE "outgoing_mails" SET "offered_at" = "created_at"
  WHERE "batch_id" IS NOT NULL AND "state" IN ('waiting', 'sending');
