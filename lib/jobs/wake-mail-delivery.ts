import { describeError, log } from "../log";
import { inngest, MAIL_WAITING } from "./client";

// Registrations of one second share a wake-up, so that a burst does not become as many job runs.
const MIN_INTERVAL_MS = 1_000;

let isPlanned = false;
let lastSent = 0;

/**
 * Tells the job engine that a mail waits, soon after this call and without making the caller wait.
 * It may be lost without harm: a schedule looks every minute anyway.
 */
export function wakeMailDelivery(): void {
  if (isPlanned) return;
  isPlanned = true;
  setTimeout(send, Math.max(0, lastSent + MIN_INTERVAL_MS - Date.now()));
}

async function send() {
  isPlanned = false;
  lastSent = Date.now();
  try {
    await inngest().send({ name: MAIL_WAITING, data: {} });
  } catch (error) {
    log.warn(
      { error: describeError(error) },
      "wake-up of the mail delivery not sent; its schedule will find the mail",
    );
  }
}
