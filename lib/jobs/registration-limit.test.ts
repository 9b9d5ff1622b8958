import { NextRequest } from "next/server";
import { beforeAll, expect, it } from "vitest";
import { CLIENT_IP_HEADER } from "@/lib/http/incoming-requests";
import { setTestSettings } from "@/lib/testing/test-settings";

beforeAll(() =>
  setTestSettings({
    // Nothing listens on port 1, so the process counts itself.
    UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1",
    JOB_REGISTRATION_RATE_LIMIT: "2/1m",
  }),
);

const register = async (ipAddress: string) => {
  const { PUT } = await import("@/app/api/inngest/route");
  const headers = { [CLIENT_IP_HEADER]: ipAddress };
  const request = new NextRequest("http://localhost:3000/api/inngest", { method: "PUT", headers });
  return PUT(request, { params: Promise.resolve({}) });
};

it("limits requests to register the jobs by client", async () => {
  for (let allowed = 0; allowed < 2; allowed++) expect((await register("203.0.113.1")).status).not.toBe(429);
  const refused = await register("203.0.113.1");
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(50);
  expect((await register("203.0.113.2")).status).not.toBe(429);
});

it("runs no job for an unsigned request with a body", async () => {
  const { POST } = await import("@/app/api/inngest/route");
  const url = "http://localhost:3000/api/inngest?fnId=real-mfa-deliver-mail&stepId=step";
  const body = JSON.stringify({ event: {}, events: [], steps: {}, ctx: { run_id: "x" } });
  const response = await POST(new NextRequest(url, { method: "POST", body }), {
    params: Promise.resolve({}),
  });
  expect(response.status).toBe(401);
});
