-- One pending verification email for each user and address. An email to an earlier address may still be with the
-- provider when another address is given.
DROP INDEX "outbox_emails_one_pending_verification";
CREATE UNIQUE INDEX "outbox_emails_one_pending_verification" ON "outbox_emails"("user_id", "recipient")
  WHERE "state" IN ('queued', 'sending') AND "kind" = 'verify_email';
