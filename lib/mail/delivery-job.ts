import { RetryAfterError } from "inngest";
import { EMAIL_QUEUED, inngest } from "@/lib/jobs/client";
import { deliverBatch } from "./deliver-batch";

const EVERY_MINUTE = "* * * * *";
const RETRIES = 3;
// Inngest limits a run to 1,000 steps. Emails that are left over are sent by the next run.
const MAX_BATCHES = 100;

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
      for (let batch = 0; batch < MAX_BATCHES; batch++) {
        const outcome = await step.run("deliver-batch", async () => {
          const { claimed, accepted, retryAfterSeconds } = await deliverBatch();
          if (retryAfterSeconds)
            throw new RetryAfterError("The batch could not be delivered.", `${retryAfterSeconds}s`);
          return { claimed, accepted };
        });
        accepted += outcome.accepted;
        if (outcome.claimed === 0) break;
      }
      return { accepted };
    },
  );
