import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRedis } from "@/lib/local-services/redis";
import { setTestSettings } from "@/lib/testing/test-settings";
import {
  consumeRateLimit,
  consumeRateLimits,
  resetLimit,
  secondsUntilAllowed,
  takeRateLimits,
} from "./rate-limit";

const TOKEN = "test";

let isHanging = false;
let requests = 0;
const redis = await startRedis({ token: TOKEN, redisUrl: process.env.TEST_REDIS_URL });
// A proxy in front of Redis that can stop answering.
const proxy = createServer(async (request, reply) => {
  requests++;
  if (isHanging) return;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const response = await fetch(redis.url + request.url, {
    method: "POST",
    headers: { authorization: `Bearer ${TOKEN}` },
    body: Buffer.concat(chunks),
  }).catch(() => undefined);
  // A request that nobody waits for anymore can outlast the tests, and Redis with them.
  if (!response) return void reply.destroy();
  reply.writeHead(response.status).end(await response.text());
});
await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));

beforeAll(() =>
  setTestSettings({
    UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    UPSTASH_REDIS_REST_TOKEN: TOKEN,
    REGISTRATION_RATE_LIMIT: "10/1m",
    LOGIN_CLIENT_RATE_LIMIT: "2/5s",
    API_USER_RATE_LIMIT: "1001/1h",
    REDIS_TIMEOUT_MS: "5000",
  }),
);
afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await redis.close();
});

const newSubject = () => crypto.randomUUID();

/** Uses up a limit, gives 3 requests back and expects that exactly 3 are allowed after that. */
async function expectRefunds() {
  const subject = newSubject();
  const limits = [["registration", subject]] as const;
  const uses = await Promise.all(Array.from({ length: 10 }, () => takeRateLimits(limits)));
  const refused = await takeRateLimits(limits);
  expect(refused.retryAfterSeconds).toBeGreaterThan(0);
  const returned = [refused, ...uses.slice(0, 3)];
  await Promise.all([...returned, ...returned].map(({ refund }) => refund()));
  const waits = await Promise.all(
    Array.from({ length: 20 }, () => consumeRateLimit("registration", subject)),
  );
  expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
}

describe("rate limits", () => {
  it("allows exactly the limit out of 100 concurrent requests", async () => {
    const subject = newSubject();
    const waits = await Promise.all(
      Array.from({ length: 100 }, () => consumeRateLimit("registration", subject)),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60);
    expect(Math.min(...waits.filter((wait) => wait > 0))).toBeGreaterThan(50);
    expect(await secondsUntilAllowed("registration", subject)).toBeGreaterThan(50);
  });

  it("counts each subject and each limit separately", async () => {
    const subject = newSubject();
    expect(await consumeRateLimit("mail", subject)).toBe(0);
    expect(await consumeRateLimit("mail", subject)).toBeGreaterThan(0);
    expect(await consumeRateLimit("mail", newSubject())).toBe(0);
    expect(await consumeRateLimit("registration", subject)).toBe(0);
  });

  it("allows the next request once the window has passed, and not before", async () => {
    const subject = newSubject();
    expect(await secondsUntilAllowed("loginClient", subject)).toBe(0);
    expect(await consumeRateLimit("loginClient", subject)).toBe(0);
    expect(await consumeRateLimit("loginClient", subject)).toBe(0);
    for (const check of [consumeRateLimit, secondsUntilAllowed]) {
      const wait = await check("loginClient", subject);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(5);
    }
    // Refused requests are not counted, so that retrying does not extend the wait.
    await expect.poll(() => consumeRateLimit("loginClient", subject), { timeout: 20_000 }).toBe(0);
    // The second of the two requests may have been some milliseconds later than the first.
    await expect.poll(() => secondsUntilAllowed("loginClient", subject), { timeout: 1_000 }).toBe(0);
  });

  it("consumes none of several limits if one of them refuses", async () => {
    const subject = newSubject();
    const both = [
      ["mail", subject],
      ["registration", subject],
    ] as const;
    expect(await consumeRateLimits(both)).toBe(0);
    for (let attempt = 0; attempt < 20; attempt++) expect(await consumeRateLimits(both)).toBeGreaterThan(0);
    expect(await consumeRateLimit("registration", subject)).toBe(0);
  });

  it("takes one round trip for several limits, and stops at the one that refuses", async () => {
    const subject = newSubject();
    const before = requests;
    const limits = (["loginClient", "mail", "registration"] as const).map((name) => [name, subject] as const);
    expect((await takeRateLimits(limits)).retryAfterSeconds).toBe(0);
    expect(requests - before).toBe(1);
    expect((await takeRateLimits(limits)).refusedBy).toBe("mail");
    expect((await takeRateLimits(limits)).refusedBy).toBe("loginClient");
    for (let used = 1; used < 10; used++) expect(await consumeRateLimit("registration", subject)).toBe(0);
    expect(await consumeRateLimit("registration", subject)).toBeGreaterThan(0);
  });

  it("gives a request back to some of its limits", async () => {
    const subject = newSubject();
    const limits = (["mail", "passwordReset"] as const).map((name) => [name, subject] as const);
    const { refund } = await takeRateLimits(limits);
    await Promise.all([refund(["mail"]), refund(["mail"])]);
    const uses = Array.from({ length: 6 }, () => consumeRateLimit("passwordReset", subject));
    expect((await Promise.all(uses)).filter((wait) => wait === 0)).toHaveLength(4);
    expect(await consumeRateLimit("mail", subject)).toBe(0);
    expect(await consumeRateLimit("mail", subject)).toBeGreaterThan(0);
  });

  it("starts over after a reset", async () => {
    const subject = newSubject();
    await consumeRateLimit("mail", subject);
    await resetLimit("mail", subject);
    expect(await consumeRateLimit("mail", subject)).toBe(0);
  });

  it("gives requests back, each once and no other", () => expectRefunds());

  it("gives back nothing that was reset in the meantime", async () => {
    const subject = newSubject();
    const use = await takeRateLimits([["mail", subject]]);
    await resetLimit("mail", subject);
    // The log can't tell requests of the same millisecond apart.
    await setTimeout(2);
    expect(await consumeRateLimit("mail", subject)).toBe(0);
    await use.refund();
    expect(await consumeRateLimit("mail", subject)).toBeGreaterThan(0);
  });

  it("gives back a request of a fixed window, which counts the larger limits", async () => {
    const subject = newSubject();
    for (let request = 0; request < 3; request++) {
      const use = await takeRateLimits([["apiUser", subject]]);
      expect(use.retryAfterSeconds).toBe(0);
      if (request > 0) await use.refund();
    }
    const waits = await Promise.all(
      Array.from({ length: 1_001 }, () => consumeRateLimit("apiUser", subject)),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(1_000);
  });

  it("counts in process memory when Redis does not answer in time", async () => {
    const subject = newSubject();
    for (let allowed = 0; allowed < 4; allowed++) await consumeRateLimit("registration", subject);
    isHanging = true;
    const waits = await Promise.all(
      Array.from({ length: 15 }, () => consumeRateLimit("registration", subject)),
    );
    isHanging = false;
    // Redis allowed 4 of the 10 before it stopped answering.
    expect(waits.filter((wait) => wait === 0)).toHaveLength(6);
  });

  it("gives requests back in process memory too", async () => {
    isHanging = true;
    await expectRefunds();
    isHanging = false;
  });

  it("returns to Redis soon after it recovers, even under constant requests", async () => {
    isHanging = true;
    await consumeRateLimit("registration", newSubject());
    isHanging = false;
    requests = 0;
    const requestsAfterOneMore = async () => {
      await consumeRateLimit("registration", newSubject());
      return requests;
    };
    await expect.poll(requestsAfterOneMore, { interval: 100, timeout: 10_000 }).toBeGreaterThan(0);
  });
});
