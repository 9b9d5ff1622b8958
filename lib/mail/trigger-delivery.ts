import { EMAIL_QUEUED, inngest } from "@/lib/jobs/client";
import { describeError, log } from "@/lib/observability/log";

// Mails that are asked for at about the same time share a wake-up, a job run and a request to the provider.
// A single one waits for nobody; while many come, each waits a little longer.
const QUIET_INTERVAL_MS = 1_000;
const BUSY_INTERVAL_MS = 5_000;

let lastSent = 0;
/** How many asked for the wake-up that is planned, and for the one before. */
let asking = 0;
let askedBefore = 0;

/**
 * Tells the job engine that a mail waits, soon after this call and without making the caller wait.
 * It may be lost without harm: a schedule looks every minute anyway.
 */
export function triggerMailDelivery(): void {
  if (++asking > 1) return;
  const interval = askedBefore > 1 ? BUSY_INTERVAL_MS : QUIET_INTERVAL_MS;
  setTimeout(send, Math.max(0, lastSent + interval - Date.now()));
}

async function send() {
  lastSent = Date.now();
  askedBefore = asking;
  asking = 0;
  try {
    await inngest().send({ name: EMAIL_QUEUED, data: {} });
  } catch (error) {
    log.warn(
      { error: describeError(error) },
      "wake-up of the mail delivery not sent; its schedule will find the mail",
    );
  }
}
