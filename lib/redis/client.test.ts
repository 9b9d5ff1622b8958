import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, expect, it } from "vitest";
import { startRedis } from "@/lib/local-services/redis";

// Between the client and Redis, counting the requests.
const server = await startRedis({ token: "test", redisUrl: process.env.TEST_REDIS_URL });
let requests = 0;
let longest = 0;
let answer: (answered: string) => string = (answered) => answered;
const between = createServer(async (request, response) => {
  requests++;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { authorization, "upstash-encoding": encoding } = request.headers;
  const body = Buffer.concat(chunks);
  longest = Math.max(longest, JSON.parse(body.toString()).length);
  const answered = await fetch(server.url + request.url, {
    method: "POST",
    headers: { authorization: String(authorization), "upstash-encoding": String(encoding) },
    body,
  });
  response.writeHead(answered.status).end(answer(await answered.text()));
});
await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
Object.assign(process.env, {
  APP_URL: "http://localhost:3000",
  DATABASE_URL: "postgresql://unused.invalid/x",
  UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${(between.address() as AddressInfo).port}`,
  UPSTASH_REDIS_REST_TOKEN: "test",
  REDIS_TIMEOUT_MS: "15000",
  RESEND_API_KEY: "unused",
  MAIL_FROM: "a@b.co",
  PASSWORD_PEPPER: "p".repeat(32),
});
afterAll(async () => {
  between.closeAllConnections();
  between.close();
  await server.close();
});

const { redis } = await import("./client");
const someKey = () => `test:${crypto.randomUUID()}`;

beforeEach(() => {
  requests = 0;
  longest = 0;
  answer = (answered) => answered;
});

it("asks for everything of one moment in few requests, and gives each asker their own answer", async () => {
  const keys = Array.from({ length: 40 }, someKey);
  const values = await Promise.all(
    keys.map(async (key, index) => {
      await redis().set(key, { index });
      return redis().get(key);
    }),
  );
  expect(values).toEqual(keys.map((_, index) => ({ index })));
  // Three for the first command of each; what was answered at one moment asks again at one.
  expect(requests).toBeLessThan(keys.length / 2);
  expect(longest).toBe(16);
});

it("asks once for what different callbacks of one turn want", async () => {
  const inCallback = () => new Promise((resolve) => setImmediate(() => redis().get(someKey()).then(resolve)));
  await Promise.all([inCallback(), inCallback(), inCallback()]);
  expect([requests, longest]).toEqual([1, 3]);
});

it("tells of a command that Redis refuses to who gave it, and to nobody else", async () => {
  const key = someKey();
  const [good, bad, absent] = await Promise.allSettled([
    redis().set(key, "text"),
    redis().evalsha("0".repeat(40), [], []),
    redis().get(someKey()),
  ]);
  expect(good).toMatchObject({ status: "fulfilled", value: "OK" });
  expect(bad).toMatchObject({ status: "rejected", reason: { message: expect.stringContaining("NOSCRIPT") } });
  expect(absent).toMatchObject({ status: "fulfilled", value: null });
  expect(requests).toBe(1);
});

it("fails for everybody whose request has no answer, and goes on with the next", async () => {
  answer = () => "<html>Bad gateway</html>";
  const both = await Promise.allSettled([redis().get("a"), redis().get("b")]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  answer = () => '[{"result":"T0s="}]';
  const [answered, left] = await Promise.allSettled([redis().get("a"), redis().get("b")]);
  expect(answered).toMatchObject({ status: "fulfilled", value: "OK" });
  expect(left).toMatchObject({ status: "rejected" });
});
