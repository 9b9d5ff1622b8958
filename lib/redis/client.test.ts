import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, expect, it } from "vitest";
import { startRedis } from "@/lib/local-services/redis";
import { setTestSettings } from "@/lib/testing/test-settings";
import { redis } from "./client";

const TOKEN = "test";

const server = await startRedis({ token: TOKEN, redisUrl: process.env.TEST_REDIS_URL });
let requests = 0;
let longestPipeline = 0;
let isHanging = false;
let alterResponse = (text: string) => text;
// A proxy between the client and Redis that counts requests, and can alter responses or not respond.
const proxy = createServer(async (request, reply) => {
  requests++;
  if (isHanging) return;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { authorization, "upstash-encoding": encoding } = request.headers;
  const body = Buffer.concat(chunks);
  longestPipeline = Math.max(longestPipeline, JSON.parse(body.toString()).length);
  const response = await fetch(server.url + request.url, {
    method: "POST",
    headers: { authorization: String(authorization), "upstash-encoding": String(encoding) },
    body,
  });
  reply.writeHead(response.status).end(alterResponse(await response.text()));
});
await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
setTestSettings({
  UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
  UPSTASH_REDIS_REST_TOKEN: TOKEN,
  REDIS_TIMEOUT_MS: "2000",
});
afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await server.close();
});

const newKey = () => `test:${crypto.randomUUID()}`;

beforeEach(() => {
  requests = 0;
  longestPipeline = 0;
  alterResponse = (text) => text;
});

it("sends concurrent commands in a few pipelines and returns each caller its own result", async () => {
  const keys = Array.from({ length: 40 }, newKey);
  const values = await Promise.all(
    keys.map(async (key, index) => {
      await redis().set(key, { index });
      return redis().get(key);
    }),
  );
  expect(values).toEqual(keys.map((_, index) => ({ index })));
  // The first commands take three pipelines of up to 16. Those that resolve together send their next command together.
  expect(requests).toBeLessThan(keys.length / 2);
  expect(longestPipeline).toBe(16);
});

it("sends the commands of one turn of the event loop in one pipeline, across callbacks", async () => {
  const inCallback = () => new Promise((resolve) => setImmediate(() => redis().get(newKey()).then(resolve)));
  await Promise.all([inCallback(), inCallback(), inCallback()]);
  expect([requests, longestPipeline]).toEqual([1, 3]);
});

it("rejects only the caller whose command Redis refuses", async () => {
  const key = newKey();
  const [set, refused, missing] = await Promise.allSettled([
    redis().set(key, "text"),
    redis().evalsha("0".repeat(40), [], []),
    redis().get(newKey()),
  ]);
  expect(set).toMatchObject({ status: "fulfilled", value: "OK" });
  expect(refused).toMatchObject({
    status: "rejected",
    reason: { message: expect.stringContaining("NOSCRIPT") },
  });
  expect(missing).toMatchObject({ status: "fulfilled", value: null });
  expect(requests).toBe(1);
});

it("rejects every caller without a result and recovers with the next request", async () => {
  alterResponse = () => "<html>Bad gateway</html>";
  const both = await Promise.allSettled([redis().get("a"), redis().get("b")]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  alterResponse = () => '[{"result":"T0s="}]';
  const [answered, unanswered] = await Promise.allSettled([redis().get("a"), redis().get("b")]);
  expect(answered).toMatchObject({ status: "fulfilled", value: "OK" });
  expect(unanswered).toMatchObject({ status: "rejected" });
});

it("waits once for Redis that doesn't respond: later commands fail at once, until it's asked again", async () => {
  isHanging = true;
  const startedAt = performance.now();
  for (let command = 0; command < 5; command++) {
    await expect(redis().get(newKey())).rejects.toThrow(/timed out|did not reply in time/);
  }
  const pipeline = redis().pipeline().set(newKey(), 1);
  await expect(pipeline.exec()).rejects.toThrow("did not reply in time");
  expect(performance.now() - startedAt).toBeLessThan(4_000);
  expect(requests).toBe(1);
  isHanging = false;
  const answers = () =>
    redis()
      .ping()
      .catch(() => "");
  await expect.poll(answers, { timeout: 10_000 }).toBe("PONG");
});
