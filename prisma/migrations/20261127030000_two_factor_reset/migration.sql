-- The reset of two-factor authentication by an owner who lost every method.

-- AlterEnum
ALTER TYPE "EmailKind" ADD VALUE 'two_factor_reset_link';
ALTER TYPE "EmailKind" ADD VALUE 'two_factor_reset_requested';
ALTER TYPE "EmailKind" ADD VALUE 'two_factor_reset_reminder';
ALTER TYPE "EmailKind" ADD VALUE 'two_factor_reset_canceled';

-- CreateTable
CREATE TABLE "two_factor_resets" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "reminded_at" TIMESTAMPTZ(3),
    "canceled_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "two_factor_resets_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "two_factor_resets_user_id_created_at_idx" ON "two_factor_resets"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "two_factor_resets_due_at_idx" ON "two_factor_resets"("due_at");

-- AddForeignKey
ALTER TABLE "two_factor_resets" ADD CONSTRAINT "two_factor_resets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
