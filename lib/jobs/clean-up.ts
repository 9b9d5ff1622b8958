import { forgetOldKeys } from "../auth/idempotency";
import { remindUnverified, removeUnverified } from "../auth/reservations";
import { forgetEndedSessions } from "../auth/session";
import { inngest } from "./client";

const EVERY_HOUR = "7 * * * *";

/**
 * What the hour brings: reminds who is not verified and removes who never was, and forgets idempotency
 * keys after their day and sessions that are over.
 */
export const cleanUp = () =>
  inngest().createFunction({ id: "clean-up", triggers: [{ cron: EVERY_HOUR }] }, async ({ step }) => ({
    reminded: await step.run("remind-unverified", remindUnverified),
    removed: await step.run("remove-unverified", removeUnverified),
    keys: await step.run("idempotency-keys", () => forgetOldKeys()),
    sessions: await step.run("sessions", forgetEndedSessions),
  }));
