ALTER TABLE "outbox_emails" ALTER COLUMN "user_id" DROP NOT NULL;

-- The new value can't be used in the transaction that adds it. It may be compared as text.
ALTER TABLE "outbox_emails" ADD CONSTRAINT "outbox_emails_have_a_user"
    CHECK ("user_id" IS NOT NULL OR "kind"::text = 'no_account');

-- Finds the last email that such an address got.
CREATE INDEX "outbox_emails_without_account" ON "outbox_emails" ("recipient", "created_at") WHERE "user_id" IS NULL;

-- Of several requests at once, one sends an email.
CREATE UNIQUE INDEX "outbox_emails_pending_without_account_key" ON "outbox_emails" ("recipient")
    WHERE "user_id" IS NULL AND "state" IN ('queued', 'sending');
