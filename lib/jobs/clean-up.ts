import { removeDeleted } from "../account/delete-account";
import { forgetOldKeys } from "../auth/idempotency";
import { remindUnverified, removeUnverified } from "../auth/reservations";
import { forgetEndedSessions } from "../auth/session";
import { inngest } from "./client";

const EVERY_HOUR = "7 * * * *";

/**
 * What the hour brings: reminds who is not verified, removes who never was and who wanted to be gone, and
 * forgets idempotency keys after their day and sessions that are over.
 */
export const cleanUp = () =>
  inngest().createFunction({ id: "clean-up", triggers: [{ cron: EVERY_HOUR }] }, async ({ step }) => ({
    reminded: await step.run("remind-unverified", remindUnverified),
    removed: await step.run("remove-unverified", removeUnverified),
    deleted: await step.run("remove-deleted", removeDeleted),
    keys: await step.run("idempotency-keys", () => forgetOldKeys()),
    sessions: await step.run("sessions", forgetEndedSessions),
  }));
