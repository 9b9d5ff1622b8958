-- Who caused an event, if it wasn't the owner of the account: an administrator. Not a foreign key, because the event
-- outlives the administrator's account.
ALTER TABLE "audit_events" ADD COLUMN     "actor_id" UUID;
-- Few events have an actor, so the index costs the others nothing.
CREATE INDEX "audit_events_by_actor" ON "audit_events" ("actor_id", "created_at") WHERE "actor_id" IS NOT NULL;

ALTER TABLE "users" ADD COLUMN     "suspension_reason" VARCHAR(500);

-- Records an event that a trigger causes. The app names the administrator who makes the change in settings of the
-- transaction; a change by SQL has none.
CREATE FUNCTION "record_account_event"("account_id" UUID, "event_name" TEXT, "event_details" JSONB) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO "audit_events" ("id", "user_id", "actor_id", "session_id", "ip_address", "event", "details")
  VALUES (
    gen_random_uuid(), "account_id",
    NULLIF(current_setting('app.actor_id', true), '')::uuid,
    NULLIF(current_setting('app.session_id', true), '')::uuid,
    COALESCE(current_setting('app.ip_address', true), ''),
    "event_name", "event_details"
  )
$$;

CREATE OR REPLACE FUNCTION "revoke_sessions"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "sessions" WHERE "user_id" = NEW."id";
  UPDATE "outbox_emails" SET "token_consumed_at" = now()
    WHERE "user_id" = NEW."id" AND "kind" IN ('confirm_email_change', 'reset_password') AND "token_consumed_at" IS NULL;
  IF OLD."suspended_at" IS NULL AND NEW."suspended_at" IS NOT NULL THEN
    PERFORM "record_account_event"(
      NEW."id", 'authn_login_lock',
      jsonb_strip_nulls(jsonb_build_object('reason', 'suspended', 'note', NEW."suspension_reason"))
    );
    PERFORM "queue_account_email"(NEW, 'account_suspended', '{}');
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

CREATE OR REPLACE FUNCTION "record_reactivation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "record_account_event"(NEW."id", 'user_restored', '{"what": "access"}');
  PERFORM "queue_account_email"(NEW, 'account_reactivated', '{}');
  RETURN NULL;
END
$$;

-- There is always an administrator who can log in. Without this rule, two administrators who remove each other's role at
-- the same moment would leave none: each finds the other still there.
CREATE INDEX "users_admins" ON "users" ("id") WHERE "role" = 'admin';
CREATE FUNCTION "keep_last_admin"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Waits for a concurrent transaction that removes another administrator.
  PERFORM pg_advisory_xact_lock(hashtextextended('last admin', 0));
  IF NOT EXISTS (
    SELECT 1 FROM "users"
    WHERE "role" = 'admin' AND "id" <> OLD."id"
      AND "email_verified" AND "suspended_at" IS NULL AND "delete_after" IS NULL
  ) THEN
    RAISE check_violation USING
      MESSAGE = 'The last administrator must stay.',
      TABLE = 'users',
      CONSTRAINT = 'users_last_admin';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER "users_keep_last_admin" BEFORE UPDATE OF "role", "email_verified", "suspended_at", "delete_after" ON "users"
  FOR EACH ROW WHEN (
    (OLD."role" = 'admin' AND OLD."email_verified" AND OLD."suspended_at" IS NULL AND OLD."delete_after" IS NULL)
    AND NOT (NEW."role" = 'admin' AND NEW."email_verified" AND NEW."suspended_at" IS NULL AND NEW."delete_after" IS NULL)
  )
  EXECUTE FUNCTION "keep_last_admin"();
CREATE TRIGGER "users_keep_last_admin_row" BEFORE DELETE ON "users"
  FOR EACH ROW WHEN (
    OLD."role" = 'admin' AND OLD."email_verified" AND OLD."suspended_at" IS NULL AND OLD."delete_after" IS NULL
  )
  EXECUTE FUNCTION "keep_last_admin"();
