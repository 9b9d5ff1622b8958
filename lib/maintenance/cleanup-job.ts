import { deleteScheduledAccounts } from "@/lib/account/delete-account";
import { inngest } from "@/lib/jobs/client";
import { deleteExpiredKeys } from "@/lib/registration/idempotency-keys";
import { deleteExpiredSessions } from "@/lib/sessions/session";
import { deleteUnverifiedAccounts, sendVerificationReminders } from "@/lib/verification/unverified-accounts";

const EVERY_HOUR = "7 * * * *";
const MAX_BATCHES = 100;

/**
 * Repeats a task that processes a limited number of rows until none are left.
 *
 * @returns the total number of rows
 */
async function untilDone(processBatch: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const count = await processBatch();
    if (count === 0) break;
    total += count;
  }
  return total;
}

/**
 * Creates the hourly job that sends verification reminders and deletes unverified accounts, accounts that are scheduled
 * for deletion, and expired idempotency keys and sessions.
 */
export const cleanUp = () =>
  inngest().createFunction({ id: "clean-up", triggers: [{ cron: EVERY_HOUR }] }, async ({ step }) => ({
    reminded: await step.run("remind-unverified", () => untilDone(sendVerificationReminders)),
    removed: await step.run("remove-unverified", () => untilDone(deleteUnverifiedAccounts)),
    deleted: await step.run("remove-deleted", () => untilDone(deleteScheduledAccounts)),
    keys: await step.run("idempotency-keys", () => deleteExpiredKeys()),
    sessions: await step.run("sessions", deleteExpiredSessions),
  }));
