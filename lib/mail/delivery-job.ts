import { RetryAfterError } from "inngest";
import { EMAIL_QUEUED, inngest } from "@/lib/jobs/client";
import { deliverBatch } from "./deliver-batch";

const EVERY_MINUTE = "* * * * *";
const RETRIES = 3;
// An engine keeps a thousand steps of a run at most; what is left then goes with the next run.
const MAX_BATCHES = 100;

/**
 * Sends the mails that wait: woken by an event, and every minute to sweep up what no event told of.
 * One run at a time, because the provider's limit is one for all.
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
            throw new RetryAfterError("The mails were not taken.", `${retryAfterSeconds}s`);
          return { claimed, accepted };
        });
        accepted += outcome.accepted;
        if (outcome.claimed === 0) break;
      }
      return { accepted };
    },
  );
