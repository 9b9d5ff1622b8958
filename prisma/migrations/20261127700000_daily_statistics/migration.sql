-- What the overview of the admin area shows of a day. A job fills it, so that no request counts rows.
CREATE TABLE "daily_statistics" (
    "day" DATE NOT NULL,
    "registrations" INTEGER NOT NULL DEFAULT 0,
    "emails_delivered_to" INTEGER NOT NULL DEFAULT 0,
    "links_opened" INTEGER NOT NULL DEFAULT 0,
    "registrations_verified" INTEGER NOT NULL DEFAULT 0,
    "delivery_times" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "opening_times" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "verification_times" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "verifications" INTEGER NOT NULL DEFAULT 0,
    "logins" INTEGER NOT NULL DEFAULT 0,
    "failed_logins" INTEGER NOT NULL DEFAULT 0,
    "emails_pending" INTEGER NOT NULL DEFAULT 0,
    "emails_sent" INTEGER NOT NULL DEFAULT 0,
    "emails_delivered" INTEGER NOT NULL DEFAULT 0,
    "emails_failed" INTEGER NOT NULL DEFAULT 0,
    "users" INTEGER,
    "users_with_two_factor" INTEGER,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "daily_statistics_pkey" PRIMARY KEY ("day")
);

-- When the provider reported the delivery, and when the link in a verification email was first opened, by the user or by
-- software that checks links.
ALTER TABLE "outbox_emails" ADD COLUMN     "delivered_at" TIMESTAMPTZ(3),
ADD COLUMN     "link_opened_at" TIMESTAMPTZ(3);

-- When the first address of an account was verified, whichever way.
ALTER TABLE "users" ADD COLUMN     "email_verified_at" TIMESTAMPTZ(3);

CREATE FUNCTION "note_verification"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."email_verified_at" := now();
  RETURN NEW;
END
$$;
CREATE TRIGGER "users_note_verification" BEFORE UPDATE OF "email_verified" ON "users"
  FOR EACH ROW WHEN (NEW."email_verified" AND NOT OLD."email_verified" AND NEW."email_verified_at" IS NULL)
  EXECUTE FUNCTION "note_verification"();

-- The emails of a recent day; audit events have an index by time. Rows are appended by time, so a range of pages needs one entry: inserting costs next to
-- nothing, and the index of a million rows is a few pages long.
CREATE INDEX "outbox_emails_by_day" ON "outbox_emails" USING brin ("created_at") WITH (pages_per_range = 32);
