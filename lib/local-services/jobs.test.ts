import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest, NonRetriableError, RetryAfterError } from "inngest";
import { serve } from "inngest/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { LocalServer } from "./http";
import { startJobs } from "./jobs";
import { bearer } from "./jobs-protocol";

/** In the form that a self-hosted Inngest server takes. */
const KEYS = { eventKey: "key", signingKey: "ab".repeat(32) };
const CLOUD_KEYS = { ...KEYS, signingKey: `signkey-prod-${KEYS.signingKey}` };
const calls: string[] = [];
/** When the step was run that fails once. */
const flakyAt: number[] = [];
let engine: LocalServer;
let client: Inngest;
const app = createServer();

beforeAll(async () => {
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  engine = await startJobs({ appUrl, ...KEYS, retryEarlyMs: 2_000 });
  client = new Inngest({ id: "test", baseUrl: engine.url, isDev: false, ...KEYS, logger: quiet });
  const registered = new Promise<void>((resolve) => {
    const handler = serve({
      client,
      functions: createFunctions(client),
      serveOrigin: "https://elsewhere.invalid",
    });
    app.on("request", async (request, response) => {
      await handler(request, response);
      if (request.method === "PUT" && response.statusCode === 200) resolve();
    });
  });
  await registered;
});
afterAll(async () => {
  await engine.close();
  app.closeAllConnections();
  app.close();
});

const quiet = { info() {}, warn() {}, error() {}, debug() {} };

function createFunctions(inngest: Inngest) {
  let running = 0;
  return [
    inngest.createFunction(
      { id: "steps", retries: 2, triggers: [{ event: "test/steps" }] },
      async ({ step }) => {
        const one = await step.run("one", () => calls.push("one"));
        await step.sleep("nap", "1s");
        await step.run("flaky", () => {
          flakyAt.push(Date.now());
          if (flakyAt.length === 1) throw new RetryAfterError("not yet", "3s");
        });
        const both = await Promise.all([step.run("left", () => "l"), step.run("right", () => "r")]);
        await step.run("last", () => calls.push(`last ${one} ${both.join("")}`));
      },
    ),
    inngest.createFunction({ id: "hourly", triggers: [{ cron: "0 * * * *" }] }, async ({ step }) => {
      for (let round = 0; round < 3; round++) await step.run("same", () => round);
      return { done: true };
    }),
    inngest.createFunction({ id: "refused", retries: 3, triggers: [{ event: "test/refused" }] }, () => {
      calls.push("refused");
      throw new NonRetriableError("never");
    }),
    inngest.createFunction(
      { id: "single", concurrency: 1, triggers: [{ event: "test/single" }] },
      async () => {
        calls.push(`single ${++running}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        running--;
      },
    ),
  ];
}

const count = (call: string) => calls.filter((one) => one === call).length;

describe("the job engine stand-in", () => {
  it("keeps step results, sleeps, and retries a failed step a little before the requested delay", async () => {
    await client.send({ name: "test/steps", data: {} });
    await expect.poll(() => calls.at(-1), { timeout: 15_000 }).toMatch(/^last 1 lr$/);
    expect(count("one")).toBe(1);
    expect(flakyAt).toHaveLength(2);
    const delay = Number(flakyAt[1]) - Number(flakyAt[0]);
    expect(delay).toBeGreaterThanOrEqual(990);
    expect(delay).toBeLessThan(3_000);
  });

  it("does not retry a non-retriable error", async () => {
    await client.send({ name: "test/refused", data: {} });
    await expect.poll(() => count("refused")).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(count("refused")).toBe(1);
  });

  it("ignores a repeated event ID and respects the concurrency limit", async () => {
    await client.send([
      { id: "same", name: "test/single", data: {} },
      { id: "same", name: "test/single", data: {} },
    ]);
    await client.send({ id: "same", name: "test/single", data: {} });
    await client.send([{ name: "test/single" }, { name: "test/single" }]);
    await expect.poll(() => count("single 1")).toBe(3);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(count("single 1")).toBe(3);
    expect(count("single 2")).toBe(0);
  });

  it("rejects events without the event key and functions without the signing key", async () => {
    const event = await fetch(`${engine.url}/e/other`, { method: "POST", body: "[]" });
    expect(event.status).toBe(401);
    const register = await fetch(`${engine.url}/fn/register`, { method: "POST", body: '{"functions":[]}' });
    expect(register.status).toBe(401);
  });

  it("runs a scheduled function at once for who has the signing key, and warns of a repeated step ID", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const runNow = (id: string, authorization = bearer(KEYS.signingKey)) =>
      fetch(`${engine.url}/run/${id}`, { method: "POST", headers: { authorization } });
    expect((await runNow("test-hourly", "")).status).toBe(401);
    expect((await runNow("test-none")).status).toBe(404);
    expect((await runNow("test-single")).status).toBe(404);
    const response = await runNow("test-hourly");
    expect(await response.json()).toEqual({ status: "completed", output: '{"done":true}' });
    expect(warn.mock.calls.flat()).toEqual([
      'Job test-hourly uses the step ID "same" more than once in a run.',
      'Job test-hourly uses the step ID "same" more than once in a run.',
    ]);
    warn.mockRestore();
  });

  it("takes a signing key with the prefix of Inngest Cloud as well", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const appUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const cloud = await startJobs({ appUrl, ...CLOUD_KEYS });
    const options = { id: "cloud", baseUrl: cloud.url, isDev: false, ...CLOUD_KEYS, logger: quiet };
    const inngest = new Inngest(options);
    const ran = new Promise<void>((resolve) => {
      const trigger = { triggers: [{ cron: "0 0 1 1 *" }] };
      const functions = [inngest.createFunction({ id: "yearly", ...trigger }, () => resolve())];
      other.on("request", serve({ client: inngest, functions, serveOrigin: "https://elsewhere.invalid" }));
    });
    const headers = { authorization: bearer(CLOUD_KEYS.signingKey) };
    const run = () => fetch(`${cloud.url}/run/cloud-yearly`, { method: "POST", headers });
    await expect.poll(async () => (await run()).status).toBe(200);
    await ran;
    await cloud.close();
    other.closeAllConnections();
    other.close();
  });
});
