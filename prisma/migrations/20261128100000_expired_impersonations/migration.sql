-- For the job that ends impersonations whose time is up. Almost no session has one, so the index costs logins nothing.
CREATE INDEX "sessions_impersonation_end" ON "sessions" ("impersonation_ends_at")
  WHERE "impersonation_ends_at" IS NOT NULL;
