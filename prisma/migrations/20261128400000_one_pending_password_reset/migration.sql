-- Of several requests at once, one sends an email. A link that was used or revoked doesn't stand in the way of a new one.
CREATE UNIQUE INDEX "outbox_emails_one_pending_reset" ON "outbox_emails"("user_id", "recipient")
    WHERE "state" IN ('queued', 'sending') AND "kind" = 'reset_password' AND "token_consumed_at" IS NULL;
