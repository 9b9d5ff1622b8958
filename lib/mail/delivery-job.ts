import { RetryAfterError } from "inngest";
import { EMAIL_QUEUED, inngest } from "@/lib/jobs/client";
import { deliverBatch, type Outcome } from "./deliver-batch";

const EVERY_MINUTE = "* * * * *";
const RETRIES = 3;
// Inngest limits a run to 1,000 steps. Emails that are left over are sent by the next run.
const MAX_BATCHES = 100;
/** How often a run waits for a batch that is due soon. Whatever is left then is sent by the next scheduled run. */
const MAX_WAITS = 3;

/**
 * Creates the job that sends the queued emails. It runs when the event arrives, and every minute to pick up emails
 * whose event was lost. The provider's rate limit applies to the whole account, so only one run is active at a time.
 */
export const deliverMail = () =>
  inngest().createFunction(
    {
      id: "deliver-mail",
      retries: RETRIES,
      concurrency: 1,
      triggers: [{ event: EMAIL_QUEUED }, { cron: EVERY_MINUTE }],
    },
    async ({ step }) => {
      let accepted = 0;
      let waits = 0;
      // The engine knows a step by its id, so each has its own.
      for (let number = 1; number <= MAX_BATCHES; number++) {
        const outcome = await step.run(`deliver-batch-${number}`, deliverOrRetry);
        accepted += outcome.accepted;
        if (outcome.claimed > 0) continue;
        // A run may come too early for the batch that it is to retry, or before the lease of a crashed worker ends.
        if (outcome.waitSeconds === undefined || waits === MAX_WAITS) break;
        await step.sleep(`wait-${++waits}`, `${outcome.waitSeconds}s`);
      }
      return { accepted };
    },
  );

/** Delivers a batch. Throws if it has to be retried, so that the engine runs the step again. */
async function deliverOrRetry(): Promise<Omit<Outcome, "retryAfterSeconds">> {
  const { retryAfterSeconds, ...outcome } = await deliverBatch();
  if (retryAfterSeconds)
    throw new RetryAfterError("The batch could not be delivered.", `${retryAfterSeconds}s`);
  return outcome;
}
