-- Finds users by any part of their username, email address or phone number. Without the extension the search still works,
-- but reads every row.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'The extension pg_trgm is not available: %', SQLERRM;
END
$$;

-- What the search looks at. The address is there as it was typed and in the form that is compared, which differ if the
-- domain is international.
CREATE FUNCTION "user_search_text"("username" TEXT, "email_canonical" TEXT, "email" TEXT, "phone_number" TEXT) RETURNS TEXT
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT "username" || ' ' || "email_canonical" || ' ' || lower("email") || ' ' || "phone_number"
$$;

DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm') THEN
    CREATE INDEX "users_search" ON "users" USING gin (
      "user_search_text"("username_canonical", "email_canonical", "email", "phone_number") gin_trgm_ops
    );
  END IF;
END
$$;

-- The few users that a filter finds among many. Each index has only their rows.
CREATE INDEX "users_staff" ON "users" ("role", "created_at", "id") WHERE "role" <> 'user';
CREATE INDEX "users_suspended" ON "users" ("created_at", "id") WHERE "suspended_at" IS NOT NULL;
CREATE INDEX "users_deletion_scheduled" ON "users" ("created_at", "id") WHERE "delete_after" IS NOT NULL;
-- The states as texts: values that were added to the type in the same transaction can't be used in it.
CREATE FUNCTION "is_undelivered"("state" "EmailState") RETURNS BOOLEAN LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN "state"::text IN ('failed', 'bounced', 'complained');
END
$$;
CREATE INDEX "outbox_emails_undelivered" ON "outbox_emails" ("user_id", "state") WHERE "is_undelivered"("state");
