-- CreateTable
CREATE TABLE "bulk_jobs" (
    "id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "ip_address" VARCHAR(64) NOT NULL,
    "action" VARCHAR(40) NOT NULL,
    "input" JSONB NOT NULL,
    "query" JSONB,
    "collected_up_to" UUID,
    "collected_at" TIMESTAMPTZ(3),
    "canceled_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bulk_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_job_items" (
    "job_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "username" VARCHAR(150) NOT NULL,
    "state" VARCHAR(10) NOT NULL DEFAULT 'pending',
    "reason" VARCHAR(200),

    CONSTRAINT "bulk_job_items_pkey" PRIMARY KEY ("job_id","user_id")
);

-- CreateIndex
CREATE INDEX "bulk_jobs_finished_at_created_at_idx" ON "bulk_jobs"("finished_at", "created_at");

-- CreateIndex
CREATE INDEX "bulk_job_items_job_id_state_user_id_idx" ON "bulk_job_items"("job_id", "state", "user_id");

-- AddForeignKey
ALTER TABLE "bulk_job_items" ADD CONSTRAINT "bulk_job_items_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "bulk_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
