-- Two browsers can have the same fingerprint. Each has a cookie of its own and is a device of its own.
DROP INDEX "devices_user_id_fingerprint_hash_key";
CREATE INDEX "devices_user_id_fingerprint_hash_idx" ON "devices"("user_id", "fingerprint_hash");
