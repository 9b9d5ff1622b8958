import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest, NonRetriableError, RetryAfterError } from "inngest";
import { serve } from "inngest/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LocalServer } from "./http";
import { startJobs } from "./jobs";

const KEYS = { eventKey: "key", signingKey: `signkey-test-${"ab".repeat(32)}` };
const calls: string[] = [];
let engine: LocalServer;
let client: Inngest;
const app = createServer();

beforeAll(async () => {
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  engine = await startJobs({ appUrl, ...KEYS });
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
  let failures = 0;
  let running = 0;
  return [
    inngest.createFunction(
      { id: "steps", retries: 2, triggers: [{ event: "test/steps" }] },
      async ({ step }) => {
        const one = await step.run("one", () => calls.push("one"));
        await step.sleep("nap", "1s");
        await step.run("flaky", () => {
          calls.push("flaky");
          if (++failures === 1) throw new RetryAfterError("not yet", "1s");
        });
        const both = await Promise.all([step.run("left", () => "l"), step.run("right", () => "r")]);
        await step.run("last", () => calls.push(`last ${one} ${both.join("")}`));
      },
    ),
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
  it("keeps step results, sleeps, and retries a failed step after the requested delay", async () => {
    await client.send({ name: "test/steps", data: {} });
    await expect.poll(() => calls.at(-1), { timeout: 15_000 }).toMatch(/^last 1 lr$/);
    expect(count("one")).toBe(1);
    expect(count("flaky")).toBe(2);
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
});
