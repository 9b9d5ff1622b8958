import { db } from "@/lib/database/client";

/** For how many days the results of a finished bulk job are kept. */
export const BULK_RESULTS_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1000;
const BATCH_SIZE = 10_000;

/**
 * Deletes results of a bulk job that finished long ago, and the job with the last of them. The usernames in it may be
 * those of accounts that no longer exist. A job that isn't finished is kept, however old it is.
 *
 * @returns the number of deleted rows, a batch of results and a job at most
 */
export async function deleteOldBulkJobs(): Promise<number> {
  const job = await db().bulkJob.findFirst({
    where: { finishedAt: { lte: new Date(Date.now() - BULK_RESULTS_DAYS * DAY_MS) } },
    orderBy: { finishedAt: "asc" },
    select: { id: true },
  });
  if (!job) return 0;
  // By the rows' places: without statistics, a plan for the keys compares each with each.
  const results = await db().$executeRaw`
    DELETE FROM bulk_job_items WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM bulk_job_items WHERE job_id = ${job.id}::uuid LIMIT ${BATCH_SIZE}
    ))`;
  if (results === BATCH_SIZE) return results;
  return results + (await db().bulkJob.deleteMany({ where: { id: job.id } })).count;
}
