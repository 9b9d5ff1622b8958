import { setTimeout as wait } from "node:timers/promises";
import { env } from "@/lib/config/env";
import { describeError, log } from "@/lib/observability/log";

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 60_000;
const TIMEOUT_MS = 15_000;
const MAX_REASON_LENGTH = 300;

// Next loads this module once per bundle.
const shared = globalThis as { areJobsRegistered?: boolean };

/** Records that the job engine has accepted the jobs of this process. */
export function markJobsRegistered(): void {
  shared.areJobsRegistered = true;
}

/** Returns whether the job engine has accepted the jobs since this process started. */
export function areJobsRegistered(): boolean {
  return shared.areJobsRegistered === true;
}

/**
 * Registers the jobs with the job engine, again and again until it works. Without that, an engine that isn't told about
 * the app by other means would run no job, and no email would be sent. Returns when it is done.
 *
 * @param firstDelayMs until the first attempt, so that the server listens by then
 */
export async function registerJobs(firstDelayMs = FIRST_DELAY_MS): Promise<void> {
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, MAX_DELAY_MS)) {
    await wait(delayMs, undefined, { ref: false });
    const failure = areJobsRegistered() ? undefined : await requestRegistration();
    if (failure === undefined) break;
    log.warn(
      { event: "job_registration_failed", error: failure },
      "could not register the jobs with the job engine; no email is sent until it works",
    );
  }
  log.info({ event: "jobs_registered" });
}

/**
 * Asks the app's own endpoint to register the jobs, as an engine or `curl -X PUT` does: the jobs belong to its bundle.
 *
 * @returns what went wrong
 */
async function requestRegistration(): Promise<string | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${env().PORT}/api/inngest`, {
      method: "PUT",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    return response.ok ? undefined : `${response.status} ${text.slice(0, MAX_REASON_LENGTH)}`;
  } catch (error) {
    return describeError(error);
  }
}
