import { forgetOldKeys } from "../auth/idempotency";
import { forgetEndedSessions } from "../auth/session";
import { inngest } from "./client";

const EVERY_HOUR = "7 * * * *";

/** Forgets what is of no use any more: idempotency keys after their day, and sessions that are over. */
export const cleanUp = () =>
  inngest().createFunction({ id: "clean-up", triggers: [{ cron: EVERY_HOUR }] }, async ({ step }) => ({
    keys: await step.run("idempotency-keys", () => forgetOldKeys()),
    sessions: await step.run("sessions", forgetEndedSessions),
  }));
