import type { BulkJobState } from "@/lib/admin/list-bulk-jobs";

/** How the states of a job are shown. */
export const JOB_STATES = {
  running: { text: "Running", tone: "neutral" },
  finished: { text: "Finished", tone: "success" },
  canceled: { text: "Canceled", tone: "warning" },
} as const satisfies Record<BulkJobState, object>;
