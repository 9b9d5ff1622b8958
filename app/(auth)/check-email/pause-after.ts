const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const STOP_AFTER_MS = 15 * MINUTE_MS;

/**
 * Returns how long the waiting page waits until it asks again, in milliseconds. Most people verify within a minute. After
 * that the page asks less often, and after 15 minutes no more.
 *
 * @param waitedMs how long it has waited so far
 */
export function pauseAfter(waitedMs: number): number | undefined {
  if (waitedMs < MINUTE_MS) return 3 * SECOND_MS;
  if (waitedMs < 5 * MINUTE_MS) return 6 * SECOND_MS;
  return waitedMs < STOP_AFTER_MS ? 15 * SECOND_MS : undefined;
}
