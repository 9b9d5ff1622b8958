import { EMAIL_QUEUED, inngest } from "@/lib/jobs/client";
import { describeError, log } from "@/lib/observability/log";

// Calls at about the same time share one event, one job run and one request to the provider. A single call is sent
// right away; under load, each event is delayed a little longer to collect more emails.
const IDLE_INTERVAL_MS = 1_000;
const BUSY_INTERVAL_MS = 5_000;

let lastSentAt = 0;
/** The number of calls that share the scheduled event. */
let pendingCalls = 0;
/** The number of calls that shared the previous event. */
let previousCalls = 0;

/**
 * Schedules the event that wakes the delivery job. Returns at once, without waiting for the job engine.
 * Losing the event does no harm: the job also runs every minute.
 */
export function triggerMailDelivery(): void {
  if (++pendingCalls > 1) return;
  const interval = previousCalls > 1 ? BUSY_INTERVAL_MS : IDLE_INTERVAL_MS;
  setTimeout(sendEvent, Math.max(0, lastSentAt + interval - Date.now()));
}

async function sendEvent() {
  lastSentAt = Date.now();
  previousCalls = pendingCalls;
  pendingCalls = 0;
  try {
    await inngest().send({ name: EMAIL_QUEUED, data: {} });
  } catch (error) {
    log.warn(
      { event: "delivery_trigger_failed", error: describeError(error) },
      "could not wake the delivery job; its next scheduled run sends the queued emails",
    );
  }
}
