-- AlterEnum
ALTER TYPE "EmailKind" ADD VALUE 'username_changed';
ALTER TYPE "EmailKind" ADD VALUE 'data_exported';
ALTER TYPE "EmailKind" ADD VALUE 'device_trusted';
ALTER TYPE "EmailKind" ADD VALUE 'email_change_requested';
ALTER TYPE "EmailKind" ADD VALUE 'role_changed';
ALTER TYPE "EmailKind" ADD VALUE 'account_suspended';
ALTER TYPE "EmailKind" ADD VALUE 'account_reactivated';
ALTER TYPE "EmailKind" ADD VALUE 'login_attempts';

-- Tells the owner what was done to their account, whoever did it: also an operator, with SQL. An address that isn't
-- verified may belong to someone else, who has nothing to do with the account. The delivery job sends the email within a
-- minute.
CREATE FUNCTION "queue_account_email"("account" "users", "kind" "EmailKind", "details" JSONB) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF "account"."email_verified" THEN
    INSERT INTO "outbox_emails" ("id", "user_id", "kind", "recipient", "details", "updated_at")
    VALUES (
      gen_random_uuid(), "account"."id", "kind", "account"."email",
      jsonb_build_object('username', "account"."username") || "details", now()
    );
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION "revoke_sessions"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "sessions" WHERE "user_id" = NEW."id";
  UPDATE "outbox_emails" SET "token_consumed_at" = now()
    WHERE "user_id" = NEW."id" AND "kind" IN ('confirm_email_change', 'reset_password') AND "token_consumed_at" IS NULL;
  IF OLD."suspended_at" IS NULL AND NEW."suspended_at" IS NOT NULL THEN
    INSERT INTO "audit_events" ("id", "user_id", "event", "details")
    VALUES (gen_random_uuid(), NEW."id", 'authn_login_lock', '{"reason": "suspended"}');
    PERFORM "queue_account_email"(NEW, 'account_suspended', '{}');
  END IF;
  IF OLD."role" <> NEW."role" THEN
    INSERT INTO "audit_events" ("id", "user_id", "event", "details")
    VALUES (gen_random_uuid(), NEW."id", 'privilege_permissions_changed', jsonb_build_object('role', NEW."role"));
    PERFORM "queue_account_email"(
      NEW, 'role_changed', jsonb_build_object('role', NEW."role", 'previousRole', OLD."role")
    );
  END IF;
  RETURN NULL;
END
$$;

-- Records the end of a suspension. The sessions that the suspension revoked stay revoked.
CREATE FUNCTION "record_reactivation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "audit_events" ("id", "user_id", "event", "details")
  VALUES (gen_random_uuid(), NEW."id", 'user_restored', '{"what": "access"}');
  PERFORM "queue_account_email"(NEW, 'account_reactivated', '{}');
  RETURN NULL;
END
$$;
CREATE TRIGGER "users_record_reactivation" AFTER UPDATE OF "suspended_at" ON "users"
  FOR EACH ROW WHEN (OLD."suspended_at" IS NOT NULL AND NEW."suspended_at" IS NULL)
  EXECUTE FUNCTION "record_reactivation"();
