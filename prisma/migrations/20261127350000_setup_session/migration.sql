ALTER TABLE "authenticator_apps" ADD COLUMN "session_id" UUID;
