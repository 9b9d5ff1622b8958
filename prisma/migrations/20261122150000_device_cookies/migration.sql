-- AlterTable
ALTER TABLE "devices" ADD COLUMN     "cookie_hash" BYTEA;

-- CreateIndex
CREATE UNIQUE INDEX "devices_user_id_cookie_hash_key" ON "devices"("user_id", "cookie_hash");
