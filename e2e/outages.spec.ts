import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startDatabase } from "../lib/local-services/database";
import type { LocalServer } from "../lib/local-services/http";
import { startJobs } from "../lib/local-services/jobs";
import { startMailbox } from "../lib/local-services/mailbox";
import { startRedis } from "../lib/local-services/redis";
import { applyMigrations } from "../prisma/apply-migrations";
import { expect, fillRegistration, type Person, somebody, test } from "./house";

// A house of its own, whose services can be stopped one by one.
const PORT = 4311;
const BASE = `http://localhost:${PORT}`;
const KEYS = { eventKey: "key", signingKey: `signkey-test-${"cd".repeat(32)}` };
const folder = mkdtempSync(path.join(tmpdir(), "real-mfa-outages-"));

const start = {
  database: () => startDatabase(path.join(folder, "database"), 4312),
  redis: () => startRedis({ token: "token", file: path.join(folder, "redis.json"), port: 4313 }),
  mailbox: () => startMailbox({ file: path.join(folder, "mailbox.jsonl"), port: 4314 }),
  jobs: () => startJobs({ appUrl: `http://127.0.0.1:${PORT}`, ...KEYS, port: 4315 }),
};
type Service = keyof typeof start;

const running = {} as Record<Service, LocalServer>;
let app: ChildProcess;

test.beforeAll(async () => {
  for (const name of Object.keys(start) as Service[]) running[name] = await start[name]();
  await applyMigrations(running.database.url);
  app = spawn(process.execPath, ["node_modules/next/dist/bin/next", "start", "-p", String(PORT)], {
    stdio: "ignore",
    env: {
      ...process.env,
      NODE_ENV: "production",
      APP_URL: BASE,
      ALLOW_HTTP_LOCALHOST: "true",
      DATABASE_URL: running.database.url,
      UPSTASH_REDIS_REST_URL: running.redis.url,
      UPSTASH_REDIS_REST_TOKEN: "token",
      INNGEST_BASE_URL: running.jobs.url,
      INNGEST_EVENT_KEY: KEYS.eventKey,
      INNGEST_SIGNING_KEY: KEYS.signingKey,
      RESEND_BASE_URL: running.mailbox.url,
      RESEND_API_KEY: "re_test",
      MAIL_FROM: "noreply@realmfa.com",
      PASSWORD_PEPPER: "p".repeat(32),
      BCRYPT_COST: "10",
      REGISTRATION_RATE_LIMIT: "100/1m",
    },
  });
  await expect.poll(health, { timeout: 30_000 }).toMatchObject({ ready: true });
});
test.afterAll(async () => {
  app.kill("SIGTERM");
  await Promise.all(Object.values(running).map((service) => service.close()));
});

async function health() {
  const answer = await fetch(`${BASE}/api/health`).catch(() => undefined);
  return answer?.json();
}

async function without(service: Service, act: () => Promise<void>) {
  await running[service].close();
  await act();
  running[service] = await start[service]();
}

async function mailsTo(address: string) {
  const answer = await fetch(`${running.mailbox.url}/messages?to=${address}`);
  return (await answer.json()) as unknown[];
}

test("with each service down in turn, nobody is lost and each gets one mail", async ({ page }) => {
  test.setTimeout(240_000);
  const people: Person[] = [];
  const registerSomebody = async () => {
    const person = somebody();
    people.push(person);
    await page.goto(`${BASE}/register`);
    await fillRegistration(page, person);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  };
  for (const service of ["redis", "mailbox", "jobs"] as const) {
    await without(service, async () => {
      await registerSomebody();
      await expect.poll(health).toMatchObject({
        ready: true,
        dependencies: { [service === "mailbox" ? "mail" : service]: "down" },
      });
    });
  }
  for (const { email } of people) {
    // The schedule looks once a minute, and a failed attempt waits for one.
    await expect.poll(async () => (await mailsTo(email)).length, { timeout: 150_000 }).toBe(1);
  }
  await registerSomebody();
  for (const { email } of people) {
    await expect.poll(async () => (await mailsTo(email)).length, { timeout: 20_000 }).toBe(1);
  }
});

test("without the database the form says so, and keeps what was typed", async ({ page }) => {
  const person = somebody();
  await page.goto(`${BASE}/register`);
  await fillRegistration(page, person);
  await without("database", async () => {
    await expect.poll(health).toMatchObject({ ready: false, dependencies: { database: "down" } });
    const answer = await fetch(`${BASE}/api/auth/resend-verification/`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: person.email }),
    });
    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({
      detail: "A server error occurred.",
      request_id: answer.headers.get("x-request-id"),
    });
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByText(/the fault is ours/)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByLabel("Email")).toHaveValue(person.email);
  });
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByLabel("Confirm password").fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await expect.poll(async () => (await mailsTo(person.email)).length, { timeout: 20_000 }).toBe(1);
});
