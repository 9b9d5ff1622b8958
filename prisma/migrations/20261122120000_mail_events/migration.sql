-- AlterEnum
ALTER TYPE "MailKind" ADD VALUE 'remind_verification';

-- AlterEnum
ALTER TYPE "MailState" ADD VALUE 'delivered';
ALTER TYPE "MailState" ADD VALUE 'bounced';
ALTER TYPE "MailState" ADD VALUE 'complained';

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "verification_reminded_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "suppressed_addresses" (
    "email_canonical" VARCHAR(600) NOT NULL,
    "reason" VARCHAR(500) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suppressed_addresses_pkey" PRIMARY KEY ("email_canonical")
);

-- CreateIndex
CREATE INDEX "outgoing_mails_provider_id_idx" ON "outgoing_mails"("provider_id");

-- Reservations that wait for their end or their reminder. Prisma's schema cannot say this.
CREATE INDEX "users_unverified" ON "users"("created_at") WHERE NOT "email_verified";
