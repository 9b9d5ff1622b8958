-- Whether an admin requested the reset, which its reminder and the event at its end then say.
ALTER TABLE "two_factor_resets" ADD COLUMN "by_admin" BOOLEAN NOT NULL DEFAULT false;
