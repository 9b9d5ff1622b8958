import { setTimeout as wait } from "node:timers/promises";
import { codeIn, emailsTo } from "@/e2e/emails";
import { postJson } from "@/e2e/post-json";
import type { App } from "@/e2e/stack";
import { fromNewIpAddress, newRegistration, newUser } from "@/e2e/test-users";
import { register } from "./client";
import { type Counts, type Services, verifyEmails } from "./environment";
import type { Report } from "./report";

/** How many registrations are verified, and how many answers of each kind are compared. */
export type VerificationSize = { verifications: number; comparisons: number };

const EMAIL_TIMEOUT_MS = 60_000;
// Lets the jobs and the connections come to rest, so that only the requests that are measured are counted.
const SETTLE_MS = 3_000;
/** The number of verifications, in either size, must be a multiple of it. */
const BATCHES = 4;

const post = (url: string, body: object) => postJson(url, body, fromNewIpAddress());

/** Counts what the verification by code and each question of the waiting page cost. */
export async function verification(
  report: Report,
  { verifications }: VerificationSize,
  { url }: App,
  services: Services,
) {
  const mailboxUrl = services.settings.RESEND_BASE_URL ?? "";
  const claimed: { claim: string; code: string }[] = [];
  for (let index = 0; index < verifications; index++) {
    const registration = newRegistration();
    const { headers } = await post(`${url}/api/auth/register`, registration);
    claimed.push({
      claim: headers.get("registration-claim") ?? "",
      code: await newCode(mailboxUrl, registration.email),
    });
  }
  const statusCost = await costOf(services, claimed, ({ claim }) =>
    post(`${url}/api/auth/verification-status`, { claim }),
  );
  const codeCost = await costOf(services, claimed, (typed) => post(`${url}/api/auth/verify-code`, typed));
  const addCount = (measure: string, value: number, limit: number) =>
    report.add(`${measure} vs. ${limit}`, value, limit, { max: 1, isCount: true });
  addCount("Redis commands per verification by code", codeCost.redis, 5);
  addCount("SQL round trips per verification by code", codeCost.sql, 14);
  addCount("Redis commands per question of a program that waits", statusCost.redis, 3);
  addCount("SQL round trips per question of a program that waits", statusCost.sql, 3);
}

async function newCode(mailboxUrl: string, email: string): Promise<string> {
  const deadline = performance.now() + EMAIL_TIMEOUT_MS;
  while (performance.now() < deadline) {
    const [message] = await emailsTo(mailboxUrl, email);
    if (message) return codeIn(message);
    await wait(100);
  }
  throw new Error("The verification email didn't arrive.");
}

/**
 * Returns what one request costs on average. Jobs run on their schedule meanwhile, which costs something as well, so the
 * requests are sent in batches, and the cheapest batch counts.
 */
async function costOf<Item>(
  { counts }: Services,
  items: Item[],
  request: (item: Item) => Promise<{ status: number; text: string }>,
) {
  await wait(SETTLE_MS);
  const size = items.length / BATCHES;
  const costs: { redis: number; sql: number }[] = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    const before = await counts();
    for (const item of items.slice(batch * size, (batch + 1) * size)) {
      const { status, text } = await request(item);
      if (status !== 200) throw new Error(`The response was ${status}: ${text}`);
    }
    const after = await counts();
    const perRequest = (name: keyof Counts) => (after[name] - before[name]) / size;
    costs.push({ redis: perRequest("redisCommands"), sql: perRequest("sqlRoundTrips") });
  }
  const cheapest = (name: "redis" | "sql") => Math.min(...costs.map((cost) => cost[name]));
  return { redis: cheapest("redis"), sql: cheapest("sql") };
}

/** Compares the answers about addresses with an account with those about unknown ones, in strict mode. */
export async function enumeration(
  report: Report,
  { comparisons }: VerificationSize,
  { url }: App,
  { databaseUrl }: Services,
) {
  const requests = {
    // First, because it needs a login in the last 10 minutes.
    "change of email": await changeOfEmail(url, databaseUrl),
    register: (email: string) => post(`${url}/api/auth/register`, { ...newRegistration(), email }),
    login: (email: string) => post(`${url}/api/auth/login`, { email, password: "Not-the-passw0rd" }),
    "forgot-password": (email: string) => post(`${url}/api/auth/forgot-password`, { email }),
    "resend-verification": (email: string) => post(`${url}/api/auth/resend-verification`, { email }),
  };
  for (const [name, request] of Object.entries(requests)) {
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let index = 0; index < comparisons; index++) {
      const { email } = await register(url);
      // In turns, so that both kinds meet the same load.
      const order = index % 2 ? (["known", "unknown"] as const) : (["unknown", "known"] as const);
      for (const kind of order) {
        const address = kind === "known" ? email : newUser().email;
        const start = performance.now();
        const { status, text } = await request(address);
        times[kind].push(performance.now() - start);
        if (status === 429 || status >= 500) throw new Error(`The response was ${status}: ${text}`);
      }
    }
    report.add(
      `median of ${name} in strict mode in ms: known vs. unknown address`,
      median(times.known),
      median(times.unknown),
      { min: 0.95, max: 1.05 },
    );
  }
}

/** Returns a request by a verified user to change their address. */
async function changeOfEmail(url: string, databaseUrl: string) {
  const credentials = await register(url);
  await verifyEmails(databaseUrl);
  const { text } = await post(`${url}/api/auth/login`, credentials);
  const authorization = `Bearer ${(JSON.parse(text) as { token: string }).token}`;
  return async (email: string) => {
    const headers = { ...fromNewIpAddress(), authorization };
    const response = await postJson(`${url}/api/account/email`, { email }, headers);
    if (response.status !== 200) throw new Error(`The change was refused with ${response.status}.`);
    return response;
  };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
