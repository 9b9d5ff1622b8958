-- When a suspension ends by itself; null if it lasts until an administrator ends it.
ALTER TABLE "users" ADD COLUMN     "suspended_until" TIMESTAMPTZ(3);
CREATE INDEX "users_suspension_end" ON "users" ("suspended_until") WHERE "suspended_until" IS NOT NULL;

CREATE OR REPLACE FUNCTION "revoke_sessions"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "until" TEXT := to_char(NEW."suspended_until" AT TIME ZONE 'UTC', 'FMDD FMMonth YYYY "at" HH24:MI "UTC"');
BEGIN
  DELETE FROM "sessions" WHERE "user_id" = NEW."id";
  UPDATE "outbox_emails" SET "token_consumed_at" = now()
    WHERE "user_id" = NEW."id" AND "kind" IN ('confirm_email_change', 'reset_password') AND "token_consumed_at" IS NULL;
  IF OLD."suspended_at" IS NULL AND NEW."suspended_at" IS NOT NULL THEN
    PERFORM "record_account_event"(
      NEW."id", 'authn_login_lock',
      jsonb_strip_nulls(jsonb_build_object('reason', 'suspended', 'note', NEW."suspension_reason", 'until', "until"))
    );
    PERFORM "queue_account_email"(
      NEW, 'account_suspended', jsonb_strip_nulls(jsonb_build_object('until', "until"))
    );
  END IF;
  IF OLD."role" <> NEW."role" THEN
    PERFORM "record_account_event"(
      NEW."id", 'privilege_permissions_changed',
      jsonb_build_object('role', NEW."role", 'previousRole', OLD."role")
    );
    PERFORM "queue_account_email"(
      NEW, 'role_changed', jsonb_build_object('role', NEW."role", 'previousRole', OLD."role")
    );
  END IF;
  RETURN NULL;
END
$$;

-- A suspension that is over ends without an administrator: the job or the next login lifts it.
CREATE OR REPLACE FUNCTION "record_reactivation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."suspended_until" <= now() AND COALESCE(current_setting('app.actor_id', true), '') = '' THEN
    PERFORM "record_account_event"(NEW."id", 'user_restored', '{"what": "suspension"}');
    PERFORM "queue_account_email"(NEW, 'account_reactivated', '{"isEnded": "Yes"}');
  ELSE
    PERFORM "record_account_event"(NEW."id", 'user_restored', '{"what": "access"}');
    PERFORM "queue_account_email"(NEW, 'account_reactivated', '{}');
  END IF;
  RETURN NULL;
END
$$;
