import * as z from "zod";
import { ITEM_STATES, type ShownBulkJob } from "@/lib/admin/bulk-jobs";
import type { ListedBulkJob } from "@/lib/admin/list-bulk-jobs";
import { BULK_ACTIONS } from "@/lib/schemas/admin-user";
import { reauthenticatedResponse } from "./response-schemas";

const count = (description: string) => z.int().meta({ description });

export const bulkJobCreatedResponse = reauthenticatedResponse.safeExtend({
  id: z.uuid().meta({ description: "ID of the job." }),
});

const listedBulkJob = z.strictObject({
  id: z.uuid().meta({ description: "ID of the job." }),
  action: z.enum(BULK_ACTIONS).meta({ description: "What is done to each user." }),
  state: z.enum(["running", "finished", "canceled"]).meta({ description: "State of the job." }),
  started_by: z.string().nullable().meta({ description: "Username of whoever started it; null if deleted." }),
  created_at: z.iso.datetime(),
});

export const bulkJobsResponse = z.strictObject({
  results: z.array(listedBulkJob).meta({ description: "The newest 50 jobs." }),
});

/** Serializes a bulk job for the list of jobs. */
export function listedBulkJobJson({ id, action, state, actor, createdAt }: ListedBulkJob) {
  return { id, action, state, started_by: actor ?? null, created_at: createdAt.toISOString() };
}

export const bulkJobResponse = listedBulkJob.extend({
  is_collected: z.boolean().meta({
    description: "Whether all users are listed. Until then, the counts grow.",
  }),
  counts: z
    .strictObject({
      failed: count("Users for whom something went wrong."),
      skipped: count("Users who didn't need it, or to whom it may not be done."),
      done: count("Users to whom it was done."),
      pending: count("Users who are still to come."),
    })
    .meta({ description: "Number of users by result." }),
  next: z.uuid().nullable().meta({ description: "Cursor of the next page. Pass it as `after`." }),
  results: z
    .array(
      z.strictObject({
        user_id: z.uuid().meta({ description: "ID of the user." }),
        username: z.string(),
        state: z.enum(ITEM_STATES).meta({ description: "What became of it." }),
        reason: z.string().nullable().meta({ description: "Why it was skipped, or failed." }),
      }),
    )
    .meta({ description: "Up to 100 users with their results." }),
});

/** Serializes a bulk job with a page of its results. */
export function bulkJobJson({ isCollected, counts, items, next, ...job }: ShownBulkJob) {
  return {
    ...listedBulkJobJson(job),
    is_collected: isCollected,
    counts,
    next: next ?? null,
    results: items.map(({ userId, username, state, reason }) => ({
      user_id: userId,
      username,
      state,
      reason,
    })),
  };
}
