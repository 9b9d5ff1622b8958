import { env } from "@/lib/config/env";
import { db } from "@/lib/database/client";
import { areJobsRegistered } from "@/lib/jobs/registration";
import { redis } from "@/lib/redis/client";
import { timeoutSignal } from "@/lib/time/timeout-signal";

/** `unregistered`: the job engine responds, but has not accepted the app's jobs, so it runs none of them. */
export type DependencyState = "up" | "down" | "unregistered";
export type Health = { alive: true; ready: boolean; dependencies: Record<string, DependencyState> };

const TIMEOUT_MS = 2_000;
// The services are checked at most this often, however many requests come in.
const CACHE_MS = 1_000;

let latest: { at: number; state: Promise<Health> } | undefined;

/** Returns which services respond. The app is ready if the database is; it tolerates an outage of the others. */
export function health(): Promise<Health> {
  if (!latest || latest.at < Date.now() - CACHE_MS) latest = { at: Date.now(), state: checkServices() };
  return latest.state;
}

async function checkServices(): Promise<Health> {
  const { INNGEST_BASE_URL, RESEND_BASE_URL } = env();
  const checks: Record<string, () => Promise<unknown>> = {
    database: () => db().$queryRaw`SELECT 1`,
    redis: () => redis().ping(),
    jobs: () => ping(INNGEST_BASE_URL ?? "https://api.inngest.com"),
    mail: () => ping(RESEND_BASE_URL),
  };
  const states = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await checkState(check)] as const),
  );
  const dependencies = Object.fromEntries<DependencyState>(states);
  if (dependencies.jobs === "up" && !areJobsRegistered()) dependencies.jobs = "unregistered";
  return { alive: true, ready: dependencies.database === "up", dependencies };
}

async function checkState(check: () => Promise<unknown>): Promise<DependencyState> {
  const tooLate = new Promise<never>((_, reject) =>
    timeoutSignal(TIMEOUT_MS).addEventListener("abort", reject),
  );
  return Promise.race([check(), tooLate]).then(
    () => "up",
    () => "down",
  );
}

/** Any response at all means that the service is up. */
function ping(url: string): Promise<Response> {
  return fetch(url, { method: "HEAD", signal: timeoutSignal(TIMEOUT_MS) });
}
