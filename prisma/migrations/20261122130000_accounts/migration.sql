-- AlterEnum
ALTER TYPE "MailKind" ADD VALUE 'reset_password';
ALTER TYPE "MailKind" ADD VALUE 'password_changed';
ALTER TYPE "MailKind" ADD VALUE 'new_login';
ALTER TYPE "MailKind" ADD VALUE 'confirm_email_change';
ALTER TYPE "MailKind" ADD VALUE 'email_changed';
ALTER TYPE "MailKind" ADD VALUE 'deletion_planned';

-- DropIndex
DROP INDEX "devices_user_id_idx";

-- AlterTable
ALTER TABLE "devices" ADD COLUMN     "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "outgoing_mails" ADD COLUMN     "details" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "token_used_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "profiles" ADD COLUMN     "picture_hash" VARCHAR(22);

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "authenticated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "client" VARCHAR(64) NOT NULL DEFAULT '',
ADD COLUMN     "device_id" UUID;

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "delete_after" TIMESTAMPTZ(3),
ADD COLUMN     "suspended_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "email_changes" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "old_email" VARCHAR(254) NOT NULL,
    "new_email" VARCHAR(254) NOT NULL,
    "new_email_canonical" VARCHAR(600) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "email_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "event" VARCHAR(60) NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "session_id" UUID,
    "client" VARCHAR(64) NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "email_changes_user_id_created_at_idx" ON "email_changes"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_events_user_id_created_at_idx" ON "audit_events"("user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "devices_user_id_fingerprint_hash_key" ON "devices"("user_id", "fingerprint_hash");

-- CreateIndex
CREATE INDEX "sessions_device_id_idx" ON "sessions"("device_id");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "devices"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_changes" ADD CONSTRAINT "email_changes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was written down stays as it was; it goes only with its user. Prisma's schema cannot say this.
CREATE FUNCTION "refuse_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are not changed.', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER "audit_events_stay" BEFORE UPDATE ON "audit_events"
  FOR EACH ROW EXECUTE FUNCTION "refuse_update"();

-- Only of the mail that people ask for again and again: no notice is to be left out for another.
DROP INDEX "outgoing_mails_one_on_its_way";
CREATE UNIQUE INDEX "outgoing_mails_one_on_its_way" ON "outgoing_mails"("user_id")
  WHERE "state" IN ('waiting', 'sending') AND "kind" = 'verify_email';
