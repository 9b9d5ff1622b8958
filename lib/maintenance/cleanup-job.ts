import { removeDeleted } from "@/lib/account/delete-account";
import { inngest } from "@/lib/jobs/client";
import { forgetOldKeys } from "@/lib/registration/idempotency-keys";
import { forgetEndedSessions } from "@/lib/sessions/session";
import { remindUnverified, removeUnverified } from "@/lib/verification/unverified-accounts";

const EVERY_HOUR = "7 * * * *";
const MOST_ROUNDS = 100;

/** Repeats what takes a thousand at a time. */
async function untilNone(takeSome: () => Promise<number>): Promise<number> {
  let all = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
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
    reminded: await step.run("remind-unverified", () => untilNone(remindUnverified)),
    removed: await step.run("remove-unverified", () => untilNone(removeUnverified)),
    deleted: await step.run("remove-deleted", () => untilNone(removeDeleted)),
    keys: await step.run("idempotency-keys", () => forgetOldKeys()),
    sessions: await step.run("sessions", forgetEndedSessions),
  }));
