import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { App } from "@/e2e/stack";
import { type Credentials, newIpAddress, newRegistration } from "@/e2e/test-users";
import { type HttpResponse, register, send } from "./client";
import { type Services, verifyEmails } from "./environment";
import type { Report } from "./report";

/** How long a flood lasts before people come, and how many page loads are measured. */
export type FloodSize = { leadSeconds: number; visits: number };

const CLIENTS = 70;
const PEOPLE = 10;
const SECOND_MS = 1_000;
/** People come one after another, two of each kind a second. */
const PAUSE_MS = 500;
const KNOWN_MS = 3 * SECOND_MS;
const STRANGER_MS = 10 * SECOND_MS;
const VISIT_PAUSE_MS = 100;

/** Sends the login or registration of one client of the flood. */
type Attack = (url: string, ipAddress: string) => Promise<HttpResponse>;

const guess: Attack = (url, ipAddress) =>
  send(`${url}/api/auth/login`, { email: `${randomUUID()}@example.com`, password: "wrong" }, ipAddress);

const signUp: Attack = (url, ipAddress) => send(`${url}/api/auth/register`, newRegistration(), ipAddress);

/** Measures who gets through while 70 clients send wrong logins without a pause. */
export function guessing(report: Report, size: FloodSize, app: App, services: Services) {
  return measure(report, size, app, services, "wrong logins", "/login", guess);
}

/** The same while these clients register accounts. */
export function registering(report: Report, size: FloodSize, app: App, services: Services) {
  return measure(report, size, app, services, "registrations", "/register", signUp);
}

async function measure(
  report: Report,
  size: FloodSize,
  { url }: App,
  { databaseUrl }: Services,
  name: string,
  page: string,
  attack: Attack,
) {
  const people: Credentials[] = [];
  for (let person = 0; person < 2 * PEOPLE; person++) people.push(await register(url));
  await verifyEmails(databaseUrl);
  const known = people.slice(0, PEOPLE).map((person) => ({ ...person, device_token: newDeviceToken() }));
  const strangers = people.slice(PEOPLE);
  const logIn = (person: object) => () => send(`${url}/api/auth/login`, person);
  for (const person of known) await until(SECOND_MS * 60, logIn(person));
  const visit = () => send(`${url}${page}`);
  await percentile90(size.visits, visit);
  const idle = await percentile90(size.visits, visit);

  let isFlooded = true;
  const statuses = new Map<number, number>();
  const flood = Array.from({ length: CLIENTS }, async () => {
    const ipAddress = newIpAddress();
    while (isFlooded) {
      const { status } = await attack(url, ipAddress);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  });
  await wait(size.leadSeconds * SECOND_MS);
  const [loaded, fromKnown, fromStrangers, registered] = await Promise.all([
    percentile90(size.visits, visit),
    countSuccesses(known, KNOWN_MS, logIn),
    countSuccesses(strangers, STRANGER_MS, logIn),
    countSuccesses(
      Array.from({ length: PEOPLE }, () => newRegistration()),
      STRANGER_MS,
      (registration) => () => send(`${url}/api/auth/register`, registration),
    ),
  ]);
  isFlooded = false;
  await Promise.all(flood);
  console.log(`  The flood's answers by status: ${JSON.stringify(Object.fromEntries(statuses))}`);

  const during = `while ${CLIENTS} clients send ${name}`;
  report.add(`logins from known devices within 3 s, of 10, ${during}`, fromKnown, PEOPLE, { min: 0.9 });
  report.add(`logins from new devices within 10 s, of 10, ${during}`, fromStrangers, PEOPLE, { min: 0.5 });
  report.add(`registrations within 10 s, of 10, ${during}`, registered, PEOPLE, { min: 0.5 });
  report.add(`p90 of GET ${page} in ms, ${during}, vs. none`, loaded, idle, { max: 2 });
}

/** Starts a request for each person, one after another, and counts those that succeed in time. */
async function countSuccesses<Person extends object>(
  people: readonly Person[],
  withinMs: number,
  requestOf: (person: Person) => () => Promise<HttpResponse>,
): Promise<number> {
  const results = people.map(async (person, index) => {
    await wait(index * PAUSE_MS);
    return until(withinMs, requestOf(person));
  });
  return (await Promise.all(results)).filter(Boolean).length;
}

/** Repeats a refused request as `Retry-After` says, and returns whether it succeeded in time. */
async function until(withinMs: number, request: () => Promise<HttpResponse>): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const { status, retryAfter } = await request();
    if (performance.now() > deadline) return false;
    if (status === 200 || status === 201) return true;
    if (status !== 503) return false;
    await wait(Number(retryAfter) * SECOND_MS);
  }
}

/** Visits a page at regular intervals. Returns the 90th percentile of the response times in milliseconds. */
async function percentile90(count: number, visit: () => Promise<unknown>): Promise<number> {
  const durations: number[] = [];
  for (let done = 0; done < count; done++) {
    const start = performance.now();
    await visit();
    durations.push(performance.now() - start);
    await wait(VISIT_PAUSE_MS);
  }
  durations.sort((left, right) => left - right);
  return durations[Math.ceil(count * 0.9) - 1] ?? 0;
}

const newDeviceToken = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
