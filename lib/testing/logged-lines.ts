import { vi } from "vitest";
import { log } from "@/lib/observability/log";

/**
 * Records from now on which lines are logged. Restore with `vi.restoreAllMocks()`.
 *
 * @param events the names of the events that the test is about. Others are left out: what runs in the background,
 *   such as the trigger of the delivery job, logs at any time.
 * @returns a function that returns the lines so far
 */
export function recordLog(level: "info" | "warn", events: RegExp): () => { event?: string }[] {
  const spy = vi.spyOn(log, level);
  return () => {
    const lines = spy.mock.calls.map(([line]) => line as { event?: string });
    return lines.filter(({ event = "" }) => events.test(event));
  };
}
