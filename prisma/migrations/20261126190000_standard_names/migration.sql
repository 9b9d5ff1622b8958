-- The field's standard terms for tables, columns, enum values and objects. All data is kept.

-- RenameEnum
ALTER TYPE "MailKind" RENAME TO "EmailKind";
ALTER TYPE "EmailKind" RENAME VALUE 'remind_verification' TO 'verification_reminder';
ALTER TYPE "EmailKind" RENAME VALUE 'deletion_planned' TO 'deletion_scheduled';
ALTER TYPE "EmailKind" RENAME VALUE 'email_restored' TO 'email_change_reverted';
ALTER TYPE "MailState" RENAME TO "EmailState";
ALTER TYPE "EmailState" RENAME VALUE 'waiting' TO 'queued';

-- RenameTable
ALTER TABLE "outgoing_mails" RENAME TO "outbox_emails";
ALTER TABLE "outbox_emails" RENAME COLUMN "offered_at" TO "submitted_at";
ALTER TABLE "outbox_emails" RENAME COLUMN "token_used_at" TO "token_consumed_at";
ALTER TABLE "outbox_emails" RENAME CONSTRAINT "outgoing_mails_pkey" TO "outbox_emails_pkey";
ALTER TABLE "outbox_emails" RENAME CONSTRAINT "outgoing_mails_user_id_fkey" TO "outbox_emails_user_id_fkey";
ALTER INDEX "outgoing_mails_state_next_attempt_at_idx" RENAME TO "outbox_emails_state_next_attempt_at_idx";
ALTER INDEX "outgoing_mails_batch_id_idx" RENAME TO "outbox_emails_batch_id_idx";
ALTER INDEX "outgoing_mails_provider_id_idx" RENAME TO "outbox_emails_provider_id_idx";
ALTER INDEX "outgoing_mails_user_id_created_at_idx" RENAME TO "outbox_emails_user_id_created_at_idx";
ALTER INDEX "outgoing_mails_one_on_its_way" RENAME TO "outbox_emails_one_pending_verification";

-- RenameColumn
ALTER TABLE "email_changes" RENAME COLUMN "undone_at" TO "reverted_at";
ALTER TABLE "sessions" RENAME COLUMN "client" TO "ip_address";
ALTER TABLE "audit_events" RENAME COLUMN "client" TO "ip_address";
ALTER TABLE "idempotency_keys" RENAME COLUMN "answer" TO "response";

-- The reasons in audit events that were recorded before. The trigger that refuses updates is off only in
-- this transaction.
ALTER TABLE "audit_events" DISABLE TRIGGER "audit_events_stay";
UPDATE "audit_events" SET "details" = jsonb_set("details", '{reason}', '"logout"')
  WHERE "event" = 'session_expired' AND "details" ->> 'reason' = 'log-out';
UPDATE "audit_events" SET "details" = jsonb_set("details", '{reason}', '"revoked"')
  WHERE "event" = 'session_expired' AND "details" ->> 'reason' = 'ended';
UPDATE "audit_events" SET "details" = jsonb_set("details", '{reason}', '"reported"')
  WHERE "event" IN ('session_expired', 'authn_login_lock') AND "details" ->> 'reason' = 'disowned';
ALTER TABLE "audit_events" ENABLE TRIGGER "audit_events_stay";

-- Triggers, under their new names.
ALTER TRIGGER "audit_events_stay" ON "audit_events" RENAME TO "audit_events_append_only";
DROP TRIGGER "users_end_sessions" ON "users";
DROP FUNCTION "end_sessions"();
CREATE FUNCTION "revoke_sessions"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "sessions" WHERE "user_id" = NEW."id";
  UPDATE "outbox_emails" SET "token_consumed_at" = now()
    WHERE "user_id" = NEW."id" AND "kind" IN ('confirm_email_change', 'reset_password') AND "token_consumed_at" IS NULL;
  IF OLD."suspended_at" IS NULL AND NEW."suspended_at" IS NOT NULL THEN
    INSERT INTO "audit_events" ("id", "user_id", "event", "details")
    VALUES (gen_random_uuid(), NEW."id", 'authn_login_lock', '{"reason": "suspended"}');
  END IF;
  IF OLD."role" <> NEW."role" THEN
    INSERT INTO "audit_events" ("id", "user_id", "event", "details")
    VALUES (gen_random_uuid(), NEW."id", 'privilege_permissions_changed', jsonb_build_object('role', NEW."role"));
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "users_revoke_sessions" AFTER UPDATE OF "suspended_at", "role" ON "users"
  FOR EACH ROW WHEN (
    (OLD."suspended_at" IS NULL AND NEW."suspended_at" IS NOT NULL) OR OLD."role" <> NEW."role"
  )
  EXECUTE FUNCTION "revoke_sessions"();
