import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { App } from "@/e2e/stack";
import { type Credentials, newRegistration } from "@/e2e/test-users";
import { type BrowserMetrics, browserMetrics, heaviestPage } from "./browser-metrics";
import { percentile99, perSecond, register, send, times } from "./client";
import { type Counts, readProbe, type Services } from "./environment";
import type { Report } from "./report";

/** How much each scenario does. */
export type Size = {
  hashes: number;
  registrations: number;
  seconds: number;
  visits: number;
  burst: number;
  memory: readonly [few: number, many: number];
};

const CONCURRENCY = 32;
const WARM_UP_SECONDS = 4;
const ROUNDS = 3;
const LARGE_BODY_BYTES = 2 ** 20;
const EMAILS_TIMEOUT_MS = 3 * 60_000;
const SETTLE_MS = 3_000;
const PAGE_VISITS = 3;
const OTHER_PAGES = [
  "/account",
  "/account/profile",
  "/account/email",
  "/account/password",
  "/account/security",
  "/account/devices",
  "/account/activity",
  "/account/data",
  "/admin",
  "/admin/users",
  "/admin/users/new",
  "/admin/audit",
] as const;

const secondsSince = (start: number) => (performance.now() - start) / 1000;

/** Compares registrations with the worker threads alone, and page loads under load with page loads without. */
export async function defaultCost(report: Report, size: Size, { url }: App, hashesPerSecond: number) {
  const visit = () => send(`${url}/register`);
  await times(8, 8, () => register(url));
  const start = performance.now();
  await times(size.registrations, 8, () => register(url));
  const registrations = size.registrations / secondsSince(start);
  report.add(
    "registrations/s vs. hashes/s of the worker threads alone (cost 12)",
    registrations,
    hashesPerSecond,
    {
      min: 0.85,
    },
  );

  await percentile99(size.visits, visit);
  const idle = await percentile99(size.visits, visit);
  await readProbe("/gap");
  let isLoaded = true;
  const load = Array.from({ length: CONCURRENCY }, async () => {
    while (isLoaded) await register(url);
  });
  const loaded = await percentile99(size.visits, visit);
  const { longestGapMs } = await readProbe("/gap");
  isLoaded = false;
  await Promise.all(load);
  report.add("p99 of GET /register in ms, with 32 concurrent registrations vs. none", loaded, idle, {
    max: 3,
  });
  report.add("longest block of the event loop under that load in ms vs. 50", longestGapMs, 50, { max: 1 });
}

/** Compares registrations at the lowest hash cost with requests to an empty route. */
export async function lowestCost(report: Report, size: Size, app: App, services: Services, empty: App) {
  const requestEmpty = () => send(`${empty.url}/empty`, newRegistration());
  let registered = 0;
  const registerOne = async () => {
    await register(app.url);
    registered++;
  };
  await perSecond(CONCURRENCY, WARM_UP_SECONDS, requestEmpty);
  await perSecond(CONCURRENCY, WARM_UP_SECONDS, registerOne);
  let requests = 0;
  let registrations = 0;
  // In alternating rounds, because a machine's speed varies. The reference is measured while no emails are sent.
  for (let round = 0; round < ROUNDS; round++) {
    await waitForEmails(services, registered);
    requests += (await perSecond(CONCURRENCY, size.seconds / ROUNDS / 2, requestEmpty)) / ROUNDS;
    registrations += (await perSecond(CONCURRENCY, size.seconds / ROUNDS, registerOne)) / ROUNDS;
  }
  report.add(
    "registrations/s with jobs running (cost 4) vs. requests/s of an empty route",
    registrations,
    requests,
    {
      min: 0.3,
    },
  );
}

/** Compares the memory of the server after many registrations with that after few. */
export async function memory(report: Report, size: Size, { url }: App) {
  const [few, many] = size.memory;
  await times(few, CONCURRENCY, () => register(url));
  const early = await readProbe("/memory");
  await times(many - few, CONCURRENCY, () => register(url));
  const late = await readProbe("/memory");
  report.add(`MB of memory after ${many} registrations vs. after ${few}`, late.rssMb, early.rssMb, {
    max: 1.1,
  });
}

/** Measures how long emails take and what a burst of registrations uses. */
export async function burst(report: Report, size: Size, { url }: App, services: Services) {
  const start = performance.now();
  await register(url);
  await waitForEmails(services, 1);
  report.add("seconds from a single registration to its email vs. 2", secondsSince(start), 2, { max: 1 });

  const before = await services.counts();
  const burstStart = performance.now();
  await times(size.burst, CONCURRENCY, () => register(url));
  await waitForEmails(services, size.burst + 1);
  const seconds = secondsSince(burstStart);
  // An email that is sent twice would arrive now.
  await wait(SETTLE_MS);
  const { one, other } = await services.emailsPerAddress();
  const after = await services.counts();
  report.add(`seconds until the emails of ${size.burst} registrations are accepted vs. 60`, seconds, 60, {
    max: 1,
  });
  report.addExact("addresses with exactly one email vs. registrations", one, size.burst + 1);
  report.addExact("addresses with several emails, plus 1", other + 1, 1);
  const perRegistration = (name: keyof Counts) => (after[name] - before[name]) / size.burst;
  const addCount = (measure: string, value: number, limit: number) =>
    report.add(`${measure} vs. ${limit}`, value, limit, { max: 1, isCount: true });
  addCount("Redis commands per registration", perRegistration("redisCommands"), 5);
  addCount("SQL round trips per registration", perRegistration("sqlRoundTrips"), 8);
  addCount("job runs per 1,000 emails", perRegistration("jobRuns") * 1_000, 100);
  addCount("provider requests per 1,000 emails", perRegistration("providerRequests") * 1_000, 50);
}

async function waitForEmails({ counts }: Services, count: number) {
  const deadline = performance.now() + EMAILS_TIMEOUT_MS;
  while ((await counts()).mails < count && performance.now() < deadline) await wait(100);
}

/** Checks that an overloaded app refuses quickly and loses nothing, and that large bodies cost no hash. */
export async function overload(report: Report, { url }: App, { databaseUrl }: Services) {
  const requests = 40;
  const start = performance.now();
  const refusalTimesMs: number[] = [];
  let accepted = 0;
  await times(requests, requests, async () => {
    const { status, retryAfter } = await send(`${url}/api/auth/register`, newRegistration());
    if (status === 201) accepted++;
    if (status === 503 && retryAfter) refusalTimesMs.push(performance.now() - start);
  });
  const totalMs = performance.now() - start;
  const answered = accepted + refusalTimesMs.length;
  report.addExact(
    "users stored vs. 201 responses, of 40 requests at once",
    await countUsers(databaseUrl),
    accepted,
  );
  report.addExact("201 responses, or 503 with Retry-After, of these 40 requests", answered, requests);
  report.add("ms until the last 503 vs. until the last 201", Math.max(0, ...refusalTimesMs), totalMs, {
    max: 0.5,
  });

  const body = JSON.stringify({ ...newRegistration(), password: "x".repeat(LARGE_BODY_BYTES) });
  if ((await readProbe("/gap")).hashes < accepted) throw new Error("The probe does not count the hashes.");
  const floodStart = performance.now();
  let refused = 0;
  await times(requests, 8, async () => {
    const { status } = await send(`${url}/api/auth/register`, body);
    if (status === 413) refused++;
  });
  const floodMs = performance.now() - floodStart;
  const { hashes } = await readProbe("/gap");
  report.addExact("413 responses, of 40 bodies of 1 MB", refused, requests);
  report.addExact("hashes for these bodies, plus 1", hashes + 1, 1);
  report.add("ms for 40 bodies of 1 MB vs. for 40 hashes", floodMs, (totalMs / accepted) * requests, {
    max: 0.5,
  });
}

async function countUsers(databaseUrl: string): Promise<number> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  const { rows } = await database.query<{ count: number }>("SELECT count(*)::int AS count FROM users");
  await database.end();
  return rows[0]?.count ?? 0;
}

/** Compares the registration page in a browser with the page of an empty app. */
export async function pageWeight(report: Report, { url }: App, { databaseUrl }: Services, empty: App) {
  const reference = await worstOfVisits(empty.url);
  const page = await worstOfVisits(`${url}/register`);
  const initialKb = page.initialScriptKb - reference.scriptKb;
  const scriptKb = page.scriptKb - reference.scriptKb;
  const bound = { max: 1, isCount: true };
  report.add("kB of scripts (gzip) of /register beyond an empty page vs. 60", scriptKb, 60, bound);
  report.add("of these, kB before the form is used vs. 30", initialKb, 30, bound);
  report.add("kB of the worker that estimates passwords vs. 20", page.workerKb, 20, bound);
  const admin = await registerAdmin(url, databaseUrl);
  const { path, kb } = await heaviestPage(url, admin, OTHER_PAGES);
  report.add(
    `kB of scripts of ${path}, the heaviest other page, beyond an empty page vs. 90`,
    kb - reference.scriptKb,
    90,
    bound,
  );
  const referenceMs = Math.round(reference.longestTaskMs);
  report.add(
    `longest task of /register in ms at 4x slowdown vs. 200 (empty page: ${referenceMs})`,
    page.longestTaskMs,
    200,
    { max: 1 },
  );
}

async function registerAdmin(url: string, databaseUrl: string): Promise<Credentials> {
  const credentials = await register(url);
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  await database.query("UPDATE users SET email_verified = true, role = 'admin' WHERE email = $1", [
    credentials.email,
  ]);
  await database.end();
  return credentials;
}

async function worstOfVisits(url: string): Promise<BrowserMetrics> {
  const visits: BrowserMetrics[] = [];
  for (let visit = 0; visit < PAGE_VISITS; visit++) visits.push(await browserMetrics(url));
  const worst = (name: keyof BrowserMetrics) => Math.max(...visits.map((metrics) => metrics[name]));
  return {
    initialScriptKb: worst("initialScriptKb"),
    scriptKb: worst("scriptKb"),
    workerKb: worst("workerKb"),
    longestTaskMs: worst("longestTaskMs"),
  };
}
