import { setTimeout as wait } from "node:timers/promises";
import type { App } from "@/e2e/stack";
import type { Credentials } from "@/e2e/test-users";
import { decodeBase32 } from "@/lib/testing/decode-base32";
import { TestAuthenticator } from "@/lib/testing/test-authenticator";
import { hotp, timeStep } from "@/lib/two-factor/totp";
import { register, send, times } from "./client";
import { type Services, verifyEmails } from "./environment";
import type { Report } from "./report";

const CONCURRENCY = 8;
const ROUNDS = 2;
const STEP_MS = 30_000;
/** A timer may fire a little early. */
const EARLY_MS = 100;

type Person = Credentials & { token: string };
type Protected = Person & { key: Buffer };

/** Sends a request that must succeed, and returns the JSON of the response. */
async function request<Body>(url: string, body?: object, token?: string): Promise<Body> {
  const { status, text } = await send(url, body, undefined, token);
  if (status >= 300) throw new Error(`${url}: ${status} ${text}`);
  return JSON.parse(text) as Body;
}

/** Compares logins with an authenticator app with those without, and a passkey login with a session check. */
export async function secondFactors(
  report: Report,
  { people, visits }: { people: number; visits: number },
  { url }: App,
  { databaseUrl }: Services,
) {
  const api = `${url}/api`;
  const logIn = ({ email, password }: Credentials) =>
    request<{ token: string; mfa_token?: string }>(`${api}/auth/login`, { email, password });
  const registered: Credentials[] = [];
  await times(3 * people, CONCURRENCY, async () => {
    registered.push(await register(url));
  });
  await verifyEmails(databaseUrl);
  const everyone: Person[] = [];
  await each(registered, async (person) => {
    everyone.push({ ...person, token: (await logIn(person)).token });
  });
  const plain = everyone.slice(2 * people);
  const withApp: Protected[] = [];
  await each(everyone.slice(0, 2 * people), async (person) => {
    const setup = `${api}/account/two-factor/authenticators`;
    const { id, secret } = await request<{ id: string; secret: string }>(setup, {}, person.token);
    const key = decodeBase32(secret);
    await request(`${setup}/${id}/confirm`, { code: codeOf(key, 0), name: "Phone" }, person.token);
    withApp.push({ ...person, key });
  });
  const logInWithApp = async (person: Protected) => {
    const { mfa_token } = await logIn(person);
    if (!mfa_token) throw new Error("No second factor was asked for.");
    await request(`${api}/auth/login/verify`, { mfa_token, code: codeOf(person.key, 1) });
  };

  const logInAtOnce = ({ email, password, key }: Protected) =>
    request(`${api}/auth/login`, { email, password, code: codeOf(key, 1) });
  const inTwoSteps = withApp.slice(people);
  const atOnce = withApp.slice(0, people);

  let plainMs = 0;
  let twoStepsMs = 0;
  let atOnceMs = 0;
  for (let round = 0; round < ROUNDS; round++) {
    // The codes of the last round are used up.
    if (round > 0) await wait(STEP_MS - (Date.now() % STEP_MS) + EARLY_MS);
    plainMs += await durationOf(() => each(plain, logIn));
    twoStepsMs += await durationOf(() => each(inTwoSteps, logInWithApp));
    atOnceMs += await durationOf(() => each(atOnce, logInAtOnce));
  }
  const perSecond = (ms: number) => (ROUNDS * people) / (ms / 1000);
  for (const [how, ms] of [
    ["in two requests", twoStepsMs],
    ["in one request", atOnceMs],
  ] as const) {
    report.add(
      `logins/s with an authenticator app, ${how}, vs. without (cost 4)`,
      perSecond(ms),
      perSecond(plainMs),
      { min: 0.8 },
    );
  }
  if (plain[0]) await passkeyLogin(report, visits, url, plain[0].token);
}

/** Compares the time of a passkey's verification, which opens a session, with that of a session check. */
async function passkeyLogin(report: Report, visits: number, url: string, token: string) {
  const api = `${url}/api`;
  const passkeys = `${api}/account/two-factor/passkeys`;
  const authenticator = new TestAuthenticator();
  const creation = await request<Parameters<TestAuthenticator["create"]>[0]>(
    `${passkeys}/options`,
    {},
    token,
  );
  const added = await request<{ token: string }>(
    passkeys,
    { response: authenticator.create(creation, { origin: url }) },
    token,
  );
  const check = await medianOf(visits, () => request(`${api}/auth/me`, undefined, added.token));
  const login = await medianOf(visits, async () => {
    const { ceremony_token, options } = await request<{
      ceremony_token: string;
      options: { challenge: string };
    }>(`${api}/auth/passkeys/options`, {});
    const response = authenticator.get(options, { origin: url });
    return () => request(`${api}/auth/passkeys/verify`, { ceremony_token, response });
  });
  report.add("ms of a passkey login vs. a session check (median)", login, check, { max: 10 });
}

const codeOf = (key: Buffer, drift: number) => hotp(key, timeStep(Date.now()) + drift);

async function each<Item>(items: readonly Item[], act: (item: Item) => Promise<unknown>) {
  const left = [...items];
  await times(items.length, CONCURRENCY, async () => {
    const item = left.pop();
    if (item) await act(item);
  });
}

async function durationOf(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/** Returns the median duration in milliseconds. An act that returns a function is prepared first, unmeasured. */
async function medianOf(count: number, act: () => Promise<unknown>): Promise<number> {
  const durations: number[] = [];
  for (let done = 0; done < count; done++) {
    const start = performance.now();
    const measured = await act();
    durations.push(
      typeof measured === "function"
        ? await durationOf(measured as () => Promise<unknown>)
        : performance.now() - start,
    );
  }
  durations.sort((left, right) => left - right);
  return durations[Math.floor(count / 2)] ?? 0;
}
