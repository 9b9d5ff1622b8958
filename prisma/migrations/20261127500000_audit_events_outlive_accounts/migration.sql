-- Audit events outlive the account that they are about: the id of the subject stays, and its personal data goes.
ALTER TABLE "audit_events" DROP CONSTRAINT "audit_events_user_id_fkey";

-- The details that identify a person are apart from the others, so that they can be removed alone. The salts hide them in
-- the hashes of the audit log, and are removed with them: without a salt, there is no personal data.
ALTER TABLE "audit_events"
  ADD COLUMN     "request_id" VARCHAR(36) NOT NULL DEFAULT '',
  ADD COLUMN     "user_agent" VARCHAR(300) NOT NULL DEFAULT '',
  ADD COLUMN     "personal" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN     "personal_salt" UUID DEFAULT gen_random_uuid(),
  ADD COLUMN     "client_salt" UUID DEFAULT gen_random_uuid();

DROP TRIGGER "audit_events_append_only" ON "audit_events";
DROP FUNCTION "refuse_update"();

UPDATE "audit_events" SET
  "personal" = (
    SELECT jsonb_object_agg("key", "value") FROM jsonb_each("details")
    WHERE "key" IN ('device', 'newEmail', 'changes', 'name', 'note')
  ),
  "details" = "details" - ARRAY['device', 'newEmail', 'changes', 'name', 'note']
WHERE "details" ?| ARRAY['device', 'newEmail', 'changes', 'name', 'note'];

-- Refuses every change of an event but the removal of personal data.
CREATE FUNCTION "keep_audit_event"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."id", NEW."user_id", NEW."actor_id", NEW."session_id", NEW."request_id", NEW."event", NEW."details", NEW."created_at")
    IS DISTINCT FROM
    (OLD."id", OLD."user_id", OLD."actor_id", OLD."session_id", OLD."request_id", OLD."event", OLD."details", OLD."created_at")
    OR (NEW."personal", NEW."personal_salt") IS DISTINCT FROM (OLD."personal", OLD."personal_salt")
      AND (NEW."personal" <> '{}' OR NEW."personal_salt" IS NOT NULL)
    OR (NEW."ip_address", NEW."user_agent", NEW."client_salt") IS DISTINCT FROM (OLD."ip_address", OLD."user_agent", OLD."client_salt")
      AND (NEW."ip_address" <> '' OR NEW."user_agent" <> '' OR NEW."client_salt" IS NOT NULL)
  THEN
    RAISE EXCEPTION 'Audit events are not changed.';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "audit_events_append_only" BEFORE UPDATE ON "audit_events"
  FOR EACH ROW EXECUTE FUNCTION "keep_audit_event"();

-- Events are deleted by the function that ends their retention, and by nothing else.
CREATE FUNCTION "refuse_audit_deletion"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('app.ends_retention', true) IS DISTINCT FROM 'yes' THEN
    RAISE EXCEPTION 'Audit events are not deleted.';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "audit_events_stay" BEFORE DELETE OR TRUNCATE ON "audit_events"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_deletion"();

-- Removes the personal data of deleted accounts from the audit log, whoever deleted them: also an operator, with SQL. The
-- address of an administrator who acted stays until their own account is deleted. Runs with the rights of the owner of the
-- tables, because the app's own database user may not change events.
CREATE FUNCTION "erase_personal_audit_data"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  "ids" UUID[] := ARRAY(SELECT "id" FROM "erased");
BEGIN
  UPDATE "audit_events" SET
    "personal" = '{}',
    "personal_salt" = NULL,
    "ip_address" = CASE WHEN "actor_id" IS NULL THEN '' ELSE "ip_address" END,
    "user_agent" = CASE WHEN "actor_id" IS NULL THEN '' ELSE "user_agent" END,
    "client_salt" = CASE WHEN "actor_id" IS NULL THEN NULL ELSE "client_salt" END
  WHERE "user_id" = ANY ("ids");
  UPDATE "audit_events" SET "ip_address" = '', "user_agent" = '', "client_salt" = NULL
  WHERE "actor_id" = ANY ("ids") AND "client_salt" IS NOT NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER "users_erase_personal_audit_data" AFTER DELETE ON "users" REFERENCING OLD TABLE AS "erased"
  FOR EACH STATEMENT EXECUTE FUNCTION "erase_personal_audit_data"();

-- Records an event that a trigger causes. The app names whoever makes the change in settings of the transaction; a change
-- by SQL has nobody.
CREATE OR REPLACE FUNCTION "record_account_event"("account_id" UUID, "event_name" TEXT, "event_details" JSONB) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO "audit_events" (
    "id", "user_id", "actor_id", "session_id", "ip_address", "user_agent", "request_id", "event", "details", "personal"
  )
  VALUES (
    gen_random_uuid(), "account_id",
    NULLIF(current_setting('app.actor_id', true), '')::uuid,
    NULLIF(current_setting('app.session_id', true), '')::uuid,
    COALESCE(current_setting('app.ip_address', true), ''),
    COALESCE(current_setting('app.user_agent', true), ''),
    COALESCE(current_setting('app.request_id', true), ''),
    "event_name",
    "event_details" - 'note',
    jsonb_strip_nulls(jsonb_build_object('note', "event_details" -> 'note'))
  )
$$;

-- Deletes events whose retention is over, at most "batch" at once. Nobody can shorten the retention to less than 30 days,
-- so that a stolen password of the app's database user doesn't erase the log.
CREATE FUNCTION "end_audit_retention"("before" TIMESTAMPTZ, "batch" INTEGER) RETURNS INTEGER
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  "deleted" INTEGER;
BEGIN
  IF "before" > now() - interval '30 days' THEN
    RAISE EXCEPTION 'Audit events are kept for at least 30 days.';
  END IF;
  PERFORM set_config('app.ends_retention', 'yes', true);
  DELETE FROM "audit_events" WHERE "id" IN (
    SELECT "id" FROM "audit_events" WHERE "created_at" < "before" ORDER BY "created_at" LIMIT "batch"
  );
  GET DIAGNOSTICS "deleted" = ROW_COUNT;
  PERFORM set_config('app.ends_retention', '', true);
  RETURN "deleted";
END
$$;
REVOKE EXECUTE ON FUNCTION "end_audit_retention"(TIMESTAMPTZ, INTEGER) FROM PUBLIC;

-- The newest events of all accounts, and the oldest ones.
CREATE INDEX "audit_events_created_at_id_idx" ON "audit_events"("created_at", "id");

-- Functions with the rights of their owner find their tables in this schema only, and not in one that their caller names.
DO $$
DECLARE
  "function" regprocedure;
BEGIN
  FOREACH "function" IN ARRAY ARRAY[
    '"erase_personal_audit_data"()', '"end_audit_retention"(TIMESTAMPTZ, INTEGER)'
  ]::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', "function", current_schema());
  END LOOP;
END
$$;
