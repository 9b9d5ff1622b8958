import { expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { REQUEST_ID_HEADER } from "@/lib/http/request-id";
import { setTestSettings } from "@/lib/testing/test-settings";
import { apiRoute } from "./route";

// Nothing listens on port 1.
setTestSettings({
  DATABASE_URL: "postgresql://unused@127.0.0.1:1/unused",
  UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1",
});

async function responseOf(action: () => Promise<unknown>): Promise<Response> {
  const { GET } = apiRoute({
    GET: { auth: "none", hasOwnRateLimit: true, handler: async () => Response.json(await action()) },
  });
  const request = new Request("http://localhost:3000/", { headers: { [REQUEST_ID_HEADER]: "the-id" } });
  return GET(request, { params: Promise.resolve({}) });
}

it("answers an unexpected error with 500 and the request ID, without the cause", async () => {
  const response = await responseOf(() => Promise.reject(new Error("An internal detail.")));
  expect([response.status, await response.json()]).toEqual([
    500,
    { detail: "A server error occurred.", request_id: "the-id" },
  ]);
});

it.each([
  ["a query", () => db().user.findFirst()],
  ["SQL", () => db().$queryRaw`SELECT 1`],
  ["a transaction", () => db().$transaction(async (tx) => tx.user.findFirst())],
])("answers 503 with Retry-After when the database is unreachable: %s", async (_, action) => {
  const response = await responseOf(action);
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "60"]);
});

it.each([
  "Connection terminated unexpectedly",
  "timeout exceeded when trying to connect",
  "Query read timeout",
])("answers 503 when a connection fails: %s", async (message) => {
  expect((await responseOf(() => Promise.reject(new Error(message)))).status).toBe(503);
});
