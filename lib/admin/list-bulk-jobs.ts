import { db } from "@/lib/database/client";
import type { BulkAction } from "./bulk-jobs";

const MAX_JOBS = 50;

/** `canceled` from the moment on that somebody cancels it; the item that is being processed is still done. */
export type BulkJobState = "running" | "finished" | "canceled";

/** A job as the list of jobs shows it. */
export type ListedBulkJob = {
  id: string;
  action: BulkAction;
  state: BulkJobState;
  createdAt: Date;
  /** The username of whoever started it, unless the account is deleted. */
  actor: string | undefined;
};

/** Returns the newest 50 jobs, the newest first. Finished ones are deleted after some time. */
export async function listBulkJobs(): Promise<ListedBulkJob[]> {
  const jobs = await db().bulkJob.findMany({
    orderBy: { createdAt: "desc" },
    take: MAX_JOBS,
    select: { id: true, action: true, actorId: true, createdAt: true, finishedAt: true, canceledAt: true },
  });
  const actors = await db().user.findMany({
    where: { id: { in: jobs.map(({ actorId }) => actorId) } },
    select: { id: true, username: true },
  });
  const names = new Map(actors.map(({ id, username }) => [id, username]));
  return jobs.map(({ id, action, actorId, createdAt, ...job }) => ({
    id,
    action: action as BulkAction,
    state: bulkJobState(job),
    createdAt,
    actor: names.get(actorId),
  }));
}

/** Returns the state of a job by the times that are stored. */
export function bulkJobState(job: { canceledAt: Date | null; finishedAt: Date | null }): BulkJobState {
  if (job.canceledAt) return "canceled";
  return job.finishedAt ? "finished" : "running";
}
