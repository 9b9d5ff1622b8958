-- Bulk jobs take turns: the one whose last step is longest ago is next.
ALTER TABLE "bulk_jobs" ADD COLUMN "last_step_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
