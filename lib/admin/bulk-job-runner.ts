import { BULK_JOB_CREATED, inngest } from "@/lib/jobs/client";
import { processBulkJob } from "./process-bulk-job";

const EVERY_MINUTE = "* * * * *";
// Inngest limits a run to 1,000 steps. What is left over is done by the next run.
const MAX_STEPS = 500;

/**
 * Creates the job that performs the actions on many users. It runs when the event arrives, and every minute to go on with
 * what a run has left over, or to begin if the event was lost.
 */
export const runBulkJobs = () =>
  inngest().createFunction(
    {
      id: "bulk-jobs",
      concurrency: 1,
      triggers: [{ event: BULK_JOB_CREATED }, { cron: EVERY_MINUTE }],
    },
    async ({ step }) => {
      let steps = 0;
      while (steps < MAX_STEPS && (await step.run(`step-${++steps}`, processBulkJob)));
      return { steps };
    },
  );
