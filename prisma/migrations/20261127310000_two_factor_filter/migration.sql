-- The user list filters by two-factor state. Those who have it may be few among many.
CREATE INDEX "users_with_two_factor" ON "users" ("created_at", "id") WHERE "two_factor_since" IS NOT NULL;
