-- E.164 numbers have up to 15 digits after their plus sign.
ALTER TABLE "users" ALTER COLUMN "phone_number" TYPE VARCHAR(16);

-- Usernames that look alike have the same skeleton (UTS 39). The skeleton of a name in ASCII is computed here as the
-- app computes it; names in other scripts have none until they change, because the table of lookalikes is in the app.
ALTER TABLE "users" ADD COLUMN "username_skeleton" TEXT;
UPDATE "users" SET "username_skeleton" = translate(replace("username_canonical", 'm', 'rn'), '01i', 'oll')
  WHERE "username" !~ '[^ -~]';
CREATE INDEX "users_username_skeleton_idx" ON "users" ("username_skeleton");

-- Refuses a username that looks like another one. Two names in ASCII may look alike: `modern` and `modem` are both
-- ordinary names, so a unique index would refuse too much.
CREATE FUNCTION "refuse_confusable_username"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Waits for a concurrent transaction that takes a name with the same skeleton.
  PERFORM pg_advisory_xact_lock(hashtextextended('username ' || NEW."username_skeleton", 0));
  IF EXISTS (
    SELECT 1 FROM "users"
    WHERE "username_skeleton" = NEW."username_skeleton"
      AND "id" <> NEW."id"
      -- The unique index refuses equal names.
      AND "username_canonical" <> NEW."username_canonical"
      -- Not by comparing lengths: in a database with the encoding SQL_ASCII, each byte counts as a character.
      AND ("username" ~ '[^ -~]' OR NEW."username" ~ '[^ -~]')
  ) THEN
    RAISE unique_violation USING
      MESSAGE = 'The username looks like another one.',
      TABLE = 'users',
      CONSTRAINT = 'users_username_skeleton';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "users_refuse_confusable_username" BEFORE INSERT OR UPDATE OF "username", "username_skeleton" ON "users"
  FOR EACH ROW WHEN (NEW."username_skeleton" IS NOT NULL) EXECUTE FUNCTION "refuse_confusable_username"();
