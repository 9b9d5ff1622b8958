import { expect, it } from "vitest";

Object.assign(process.env, {
  APP_URL: "http://localhost:3000",
  DATABASE_URL: "postgresql://nobody@127.0.0.1:1/x",
  UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1",
  UPSTASH_REDIS_REST_TOKEN: "unused",
  RESEND_API_KEY: "unused",
  MAIL_FROM: "a@b.co",
  PASSWORD_PEPPER: "p".repeat(32),
  LOG_LEVEL: "silent",
});

const { db } = await import("@/lib/database/client");
const { REQUEST_ID_HEADER } = await import("@/lib/http/request-id");
const { apiRoute } = await import("./route");

async function answerOf(act: () => Promise<unknown>): Promise<Response> {
  const { GET } = apiRoute({
    GET: { requires: "nobody", hasOwnRateLimit: true, handler: async () => Response.json(await act()) },
  });
  const request = new Request("http://localhost:3000/", { headers: { [REQUEST_ID_HEADER]: "the-id" } });
  return GET(request, { params: Promise.resolve({}) });
}

it("apologises for what nobody expected, and names the request", async () => {
  const answer = await answerOf(() => Promise.reject(new Error("This is nobody's business.")));
  expect([answer.status, await answer.json()]).toEqual([
    500,
    { detail: "A server error occurred.", request_id: "the-id" },
  ]);
});

it.each([
  ["a query", () => db().user.findFirst()],
  ["SQL", () => db().$queryRaw`SELECT 1`],
  ["a transaction", () => db().$transaction(async (tx) => tx.user.findFirst())],
])("says to come back where the database is away: %s", async (_, act) => {
  const answer = await answerOf(act);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "60"]);
});

it.each([
  "Connection terminated unexpectedly",
  "timeout exceeded when trying to connect",
  "Query read timeout",
])("says to come back where a connection failed: %s", async (message) => {
  expect((await answerOf(() => Promise.reject(new Error(message)))).status).toBe(503);
});
