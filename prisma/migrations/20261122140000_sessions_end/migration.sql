-- Sessions end with a suspension and with another role, whoever writes it: also an operator, by hand; and with them
-- what was asked for in them. Prisma's schema cannot say this.
CREATE FUNCTION "end_sessions"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "sessions" WHERE "user_id" = NEW."id";
  UPDATE "outgoing_mails" SET "token_used_at" = now()
    WHERE "user_id" = NEW."id" AND "kind" IN ('confirm_email_change', 'reset_password') AND "token_used_at" IS NULL;
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
CREATE TRIGGER "users_end_sessions" AFTER UPDATE OF "suspended_at", "role" ON "users"
  FOR EACH ROW WHEN (
    (OLD."suspended_at" IS NULL AND NEW."suspended_at" IS NOT NULL) OR OLD."role" <> NEW."role"
  )
  EXECUTE FUNCTION "end_sessions"();

-- Of those who are suspended already.
DELETE FROM "sessions" USING "users" WHERE "sessions"."user_id" = "users"."id" AND "users"."suspended_at" IS NOT NULL;
