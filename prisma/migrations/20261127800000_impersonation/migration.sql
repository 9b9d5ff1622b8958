-- Sent to a person whose account an administrator looks at.
ALTER TYPE "EmailKind" ADD VALUE 'impersonation_started';

-- Whom an administrator impersonates in a session, and until when. It belongs to the session of the administrator and ends
-- with it; the person gets no session. Not a foreign key: each request checks the person anyway.
ALTER TABLE "sessions"
  ADD COLUMN     "impersonated_user_id" UUID,
  ADD COLUMN     "impersonation_ends_at" TIMESTAMPTZ(3);

-- Records the end of an impersonation, however it ends: stopped, expired, replaced, or with the session, which also a
-- revocation, a new role or the deletion of the administrator's account deletes.
CREATE FUNCTION "record_impersonation_end"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  -- The app names the session that makes a change in settings of the transaction. Another one has another client.
  "is_own" BOOLEAN := current_setting('app.session_id', true) = OLD."id"::text;
  -- Empty if the administrator's account is deleted with the session: what is recorded of them was erased just before.
  "last_address" TEXT := COALESCE((SELECT OLD."ip_address" FROM "users" WHERE "id" = OLD."user_id"), '');
  "reason" TEXT := CASE
    WHEN OLD."impersonation_ends_at" <= now() THEN 'expired'
    WHEN NOT EXISTS (
      SELECT 1 FROM "users" WHERE "id" = OLD."impersonated_user_id"
        AND "role" = 'user' AND "email_verified" AND "suspended_at" IS NULL AND "delete_after" IS NULL
    ) THEN 'account_changed'
    WHEN TG_OP = 'DELETE' THEN 'session_ended'
    ELSE 'stopped'
  END;
BEGIN
  INSERT INTO "audit_events" (
    "id", "user_id", "actor_id", "session_id", "ip_address", "user_agent", "request_id", "event", "details"
  )
  VALUES (
    gen_random_uuid(), OLD."impersonated_user_id", OLD."user_id", OLD."id",
    CASE WHEN "is_own" THEN current_setting('app.ip_address') ELSE "last_address" END,
    CASE WHEN "is_own" THEN current_setting('app.user_agent') ELSE '' END,
    CASE WHEN "is_own" THEN current_setting('app.request_id') ELSE '' END,
    'impersonation_stopped', jsonb_build_object('reason', "reason")
  );
  RETURN NULL;
END
$$;
CREATE TRIGGER "sessions_record_impersonation_end" AFTER UPDATE OF "impersonated_user_id", "impersonation_ends_at" ON "sessions"
  FOR EACH ROW WHEN (
    OLD."impersonated_user_id" IS NOT NULL
    AND (OLD."impersonated_user_id", OLD."impersonation_ends_at")
      IS DISTINCT FROM (NEW."impersonated_user_id", NEW."impersonation_ends_at")
  )
  EXECUTE FUNCTION "record_impersonation_end"();
CREATE TRIGGER "sessions_record_impersonation_end_with_row" AFTER DELETE ON "sessions"
  FOR EACH ROW WHEN (OLD."impersonated_user_id" IS NOT NULL)
  EXECUTE FUNCTION "record_impersonation_end"();
