-- Whether the last attempt failed at the provider, which holds up new batches, or on our side, which does not. What waits
-- for another attempt at the time of the migration is taken for the former, as it was before.
ALTER TABLE "outbox_emails" ADD COLUMN "failed_at_provider" BOOLEAN NOT NULL DEFAULT false;
UPDATE "outbox_emails" SET "failed_at_provider" = true WHERE "state" = 'queued' AND "batch_id" IS NOT NULL;
