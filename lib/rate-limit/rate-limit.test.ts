import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRedis } from "@/lib/local-services/redis";

// One that takes a request and never answers, until it is told to hand them on.
let isHanging = false;
let asked = 0;
const redis = await startRedis({ token: "test", redisUrl: process.env.TEST_REDIS_URL });
const between = createServer(async (request, response) => {
  asked++;
  if (isHanging) return;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const answer = await fetch(redis.url + request.url, {
    method: "POST",
    headers: { authorization: "Bearer test" },
    body: Buffer.concat(chunks),
  });
  response.writeHead(answer.status).end(await answer.text());
});
await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));

beforeAll(() => {
  Object.assign(process.env, {
    APP_URL: "http://localhost:3000",
    DATABASE_URL: "postgresql://unused.invalid/x",
    UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${(between.address() as AddressInfo).port}`,
    UPSTASH_REDIS_REST_TOKEN: "test",
    RESEND_API_KEY: "unused",
    MAIL_FROM: "a@b.co",
    PASSWORD_PEPPER: "p".repeat(32),
    REGISTRATION_RATE_LIMIT: "10/1m",
    LOGIN_CLIENT_RATE_LIMIT: "2/5s",
    REDIS_TIMEOUT_MS: "5000",
  });
});
afterAll(async () => {
  between.closeAllConnections();
  between.close();
  await redis.close();
});

const { resetLimit, secondsUntilAllowed, consumeRateLimit, consumeRateLimits } = await import("./rate-limit");
const someSubject = () => crypto.randomUUID();

describe("a limit", () => {
  it("lets exactly as many pass as it says, of a hundred at once", async () => {
    const subject = someSubject();
    const waits = await Promise.all(
      Array.from({ length: 100 }, () => consumeRateLimit("registration", subject)),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60);
    expect(Math.min(...waits.filter((wait) => wait > 0))).toBeGreaterThan(50);
    expect(await secondsUntilAllowed("registration", subject)).toBeGreaterThan(50);
  });

  it("counts each subject, and each limit, for itself", async () => {
    const subject = someSubject();
    expect(await consumeRateLimit("mail", subject)).toBe(0);
    expect(await consumeRateLimit("mail", subject)).toBeGreaterThan(0);
    expect(await consumeRateLimit("mail", someSubject())).toBe(0);
    expect(await consumeRateLimit("registration", subject)).toBe(0);
  });

  it("lets the next one pass when its window is over, and not before", async () => {
    const subject = someSubject();
    expect(await secondsUntilAllowed("loginClient", subject)).toBe(0);
    expect(await consumeRateLimit("loginClient", subject)).toBe(0);
    expect(await consumeRateLimit("loginClient", subject)).toBe(0);
    for (const ask of [consumeRateLimit, secondsUntilAllowed]) {
      const wait = await ask("loginClient", subject);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(5);
    }
    // What is refused is not counted, so that asking does not put the end off.
    await expect.poll(() => consumeRateLimit("loginClient", subject), { timeout: 20_000 }).toBe(0);
    expect(await secondsUntilAllowed("loginClient", subject)).toBe(0);
  });

  it("leaves the longer ones alone where a shorter one refuses", async () => {
    const subject = someSubject();
    const both = [
      ["mail", subject],
      ["registration", subject],
    ] as const;
    expect(await consumeRateLimits(both)).toBe(0);
    for (let again = 0; again < 20; again++) expect(await consumeRateLimits(both)).toBeGreaterThan(0);
    expect(await consumeRateLimit("registration", subject)).toBe(0);
  });

  it("can be forgotten", async () => {
    const subject = someSubject();
    await consumeRateLimit("mail", subject);
    await resetLimit("mail", subject);
    expect(await consumeRateLimit("mail", subject)).toBe(0);
  });

  it("is kept in this process when Redis does not answer in time", async () => {
    const subject = someSubject();
    for (let passed = 0; passed < 4; passed++) await consumeRateLimit("registration", subject);
    isHanging = true;
    const waits = await Promise.all(
      Array.from({ length: 15 }, () => consumeRateLimit("registration", subject)),
    );
    isHanging = false;
    // Four passed while Redis was there.
    expect(waits.filter((wait) => wait === 0)).toHaveLength(6);
  });

  it("is Redis' again soon after it is back, however often somebody asks meanwhile", async () => {
    isHanging = true;
    await consumeRateLimit("registration", someSubject());
    isHanging = false;
    asked = 0;
    const askedWhenSomebodyComes = async () => {
      await consumeRateLimit("registration", someSubject());
      return asked;
    };
    await expect.poll(askedWhenSomebodyComes, { interval: 100, timeout: 10_000 }).toBeGreaterThan(0);
  });
});
