import { deleteScheduledAccounts } from "@/lib/account/delete-account";
import { inngest } from "@/lib/jobs/client";
import { deleteExpiredKeys } from "@/lib/registration/idempotency-keys";
import { deleteExpiredSessions } from "@/lib/sessions/session";
import { deleteUnverifiedAccounts, sendVerificationReminders } from "@/lib/verification/unverified-accounts";

const EVERY_HOUR = "7 * * * *";
const MAX_ROUNDS = 100;

/** Repeats what takes a thousand at a time. */
async function untilNone(takeSome: () => Promise<number>): Promise<number> {
  let all = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const some = await takeSome();
    if (some === 0) break;
    all += some;
  }
  return all;
}

/**
 * What the hour brings: reminds who is not verified, removes who never was and who wanted to be gone, and
 * forgets idempotency keys after their day and sessions that are over.
 */
export const cleanUp = () =>
  inngest().createFunction({ id: "clean-up", triggers: [{ cron: EVERY_HOUR }] }, async ({ step }) => ({
    reminded: await step.run("remind-unverified", () => untilNone(sendVerificationReminders)),
    removed: await step.run("remove-unverified", () => untilNone(deleteUnverifiedAccounts)),
    deleted: await step.run("remove-deleted", () => untilNone(deleteScheduledAccounts)),
    keys: await step.run("idempotency-keys", () => deleteExpiredKeys()),
    sessions: await step.run("sessions", deleteExpiredSessions),
  }));
