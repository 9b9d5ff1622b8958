-- Makes the audit log tamper-evident. Each event is a link of one of eight chains: its seal has a hash over the event and
-- the seal before it. There are several chains so that transactions don't wait for one another.
CREATE TABLE "audit_chains" (
    "id" SMALLINT NOT NULL,
    "start_position" BIGINT NOT NULL DEFAULT 0,
    "start_hash" BYTEA NOT NULL,
    "position" BIGINT NOT NULL DEFAULT 0,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_chains_pkey" PRIMARY KEY ("id")
);
INSERT INTO "audit_chains" ("id", "start_hash", "hash")
SELECT "id", sha256(convert_to('audit chain ' || "id", 'UTF8')), sha256(convert_to('audit chain ' || "id", 'UTF8'))
FROM generate_series(0, 7) AS "id";

CREATE TABLE "audit_seals" (
    "chain" SMALLINT NOT NULL,
    "position" BIGINT NOT NULL,
    "event_id" UUID NOT NULL,
    "personal_hash" BYTEA NOT NULL,
    "client_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_seals_pkey" PRIMARY KEY ("chain", "position")
);

CREATE TABLE "audit_checkpoints" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_checkpoints_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "audit_checkpoints_created_at_idx" ON "audit_checkpoints"("created_at");

-- Appends an event to a chain. Locks the end of the chain until the transaction ends.
CREATE FUNCTION "append_to_audit_chain"("event" "audit_events", "chain_id" INTEGER) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  "personal_digest" BYTEA := sha256(convert_to(
    jsonb_build_array("event"."personal_salt", "event"."personal")::text, 'UTF8'));
  "client_digest" BYTEA := sha256(convert_to(
    jsonb_build_array("event"."client_salt", "event"."ip_address", "event"."user_agent")::text, 'UTF8'));
  "body" BYTEA := convert_to(jsonb_build_array(
    "chain_id", "event"."id", "event"."user_id", "event"."actor_id", "event"."session_id", "event"."request_id",
    "event"."event", "event"."details", (extract(epoch FROM "event"."created_at") * 1000)::bigint,
    encode("personal_digest", 'hex'), encode("client_digest", 'hex'))::text, 'UTF8');
  "end" "audit_chains";
BEGIN
  UPDATE "audit_chains" SET "position" = "position" + 1, "hash" = sha256("hash" || "body")
  WHERE "id" = "chain_id" RETURNING * INTO "end";
  INSERT INTO "audit_seals" ("chain", "position", "event_id", "personal_hash", "client_hash", "hash")
  VALUES ("chain_id", "end"."position", "event"."id", "personal_digest", "client_digest", "end"."hash");
END
$$;

-- At the end of the transaction, so that the chain is locked for a moment only, and no other lock is taken after it: two
-- transactions can't wait for each other. Events of one connection are in the same chain.
CREATE FUNCTION "seal_audit_event"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  PERFORM "append_to_audit_chain"(NEW, abs(pg_backend_pid()) % 8);
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER "audit_events_seal" AFTER INSERT ON "audit_events"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "seal_audit_event"();

-- The events that were there before.
DO $$
DECLARE
  "event" "audit_events";
  "number" INTEGER := 0;
BEGIN
  FOR "event" IN SELECT * FROM "audit_events" ORDER BY "created_at", "id" LOOP
    PERFORM "append_to_audit_chain"("event", "number" % 8);
    "number" := "number" + 1;
  END LOOP;
END
$$;

-- Deletes events whose retention is over, at most "batch" at once, from the start of each chain. The chain then starts
-- after them: `audit_chains` has the position and the hash of the last one. A chain from which an event is missing isn't
-- shortened. Nobody can shorten the retention to less than 30 days, so that a stolen password of the app's database user
-- doesn't erase the log.
CREATE OR REPLACE FUNCTION "end_audit_retention"("before" TIMESTAMPTZ, "batch" INTEGER) RETURNS INTEGER
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  "chain_row" "audit_chains";
  "last" BIGINT;
  "deleted" INTEGER;
  "total" INTEGER := 0;
BEGIN
  IF "before" > now() - interval '30 days' THEN
    RAISE EXCEPTION 'Audit events are kept for at least 30 days.';
  END IF;
  PERFORM set_config('app.ends_retention', 'yes', true);
  FOR "chain_row" IN SELECT * FROM "audit_chains" ORDER BY "id" LOOP
    SELECT max("position") INTO "last" FROM (
      SELECT "seal"."position", bool_and(COALESCE("event"."created_at" < "before", false)) OVER (ORDER BY "seal"."position") AS "is_over"
      FROM "audit_seals" AS "seal" LEFT JOIN "audit_events" AS "event" ON "event"."id" = "seal"."event_id"
      WHERE "seal"."chain" = "chain_row"."id"
        AND "seal"."position" > "chain_row"."start_position"
        AND "seal"."position" <= "chain_row"."start_position" + greatest("batch" / 8, 1)
    ) AS "oldest" WHERE "is_over";
    CONTINUE WHEN "last" IS NULL;
    UPDATE "audit_chains" SET "start_position" = "last", "start_hash" = (
      SELECT "hash" FROM "audit_seals" WHERE "chain" = "chain_row"."id" AND "position" = "last"
    ) WHERE "id" = "chain_row"."id";
    DELETE FROM "audit_events" WHERE "id" IN (
      SELECT "event_id" FROM "audit_seals" WHERE "chain" = "chain_row"."id" AND "position" <= "last"
    );
    GET DIAGNOSTICS "deleted" = ROW_COUNT;
    "total" := "total" + "deleted";
    DELETE FROM "audit_seals" WHERE "chain" = "chain_row"."id" AND "position" <= "last";
  END LOOP;
  PERFORM set_config('app.ends_retention', '', true);
  RETURN "total";
END
$$;

-- Gives the app's own database user what it needs, and no more: it can add audit events and read them, but neither change
-- nor delete them. To be called by the owner of the tables, once. Later migrations need no further call.
CREATE FUNCTION "grant_app_access"("app_user" TEXT) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  "schema_name" TEXT := current_schema();
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', "schema_name", "app_user");
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO %I', "schema_name", "app_user");
  EXECUTE format(
    'ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', "schema_name", "app_user"
  );
  EXECUTE format('REVOKE UPDATE, DELETE ON "audit_events", "audit_checkpoints" FROM %I', "app_user");
  EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON "audit_chains", "audit_seals" FROM %I', "app_user");
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON "_prisma_migrations" FROM %I', "app_user");
  END IF;
  EXECUTE format('GRANT EXECUTE ON FUNCTION "end_audit_retention"(TIMESTAMPTZ, INTEGER) TO %I', "app_user");
END
$$;
REVOKE EXECUTE ON FUNCTION "grant_app_access"(TEXT) FROM PUBLIC;

DO $$
DECLARE
  "function" regprocedure;
BEGIN
  FOREACH "function" IN ARRAY ARRAY['"seal_audit_event"()', '"end_audit_retention"(TIMESTAMPTZ, INTEGER)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', "function", current_schema());
  END LOOP;
END
$$;
