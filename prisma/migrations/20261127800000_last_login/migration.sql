-- When a user last logged in, so that the user list can be filtered and sorted by it.
ALTER TABLE "users" ADD COLUMN     "last_login_at" TIMESTAMPTZ(3);

-- What the audit log still knows.
UPDATE "users" SET "last_login_at" = "login"."at"
FROM (
  SELECT "user_id", max("created_at") AS "at" FROM "audit_events"
  WHERE "event" = 'authn_login_success' AND "actor_id" IS NULL
  GROUP BY "user_id"
) AS "login"
WHERE "login"."user_id" = "users"."id";

-- A login is what the audit log says is one, whichever way it went. The transaction of a login has locked the user
-- already, so this waits for nobody, and takes no further round trip.
CREATE FUNCTION "note_login"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "users" SET "last_login_at" = greatest("last_login_at", NEW."created_at") WHERE "id" = NEW."user_id";
  RETURN NULL;
END
$$;
CREATE TRIGGER "audit_events_note_login" AFTER INSERT ON "audit_events"
  FOR EACH ROW WHEN (NEW."event" = 'authn_login_success' AND NEW."actor_id" IS NULL)
  EXECUTE FUNCTION "note_login"();

-- A registration writes neither index: the account has not logged in, and is not verified. Who has not logged in and is
-- not verified is in the index of the unverified, which now has the order of the list too.
CREATE INDEX "users_last_login" ON "users" ("last_login_at", "id") WHERE "last_login_at" IS NOT NULL;
CREATE INDEX "users_never_logged_in" ON "users" ("created_at", "id") WHERE "last_login_at" IS NULL AND "email_verified";
DROP INDEX "users_unverified";
CREATE INDEX "users_unverified" ON "users" ("created_at", "id") WHERE NOT "email_verified";
