import { call } from "../api-client";
import { expect, test } from "../fixtures";
import { ALLOWED_ORIGIN } from "../test-server";

const PATH = "/api/auth/login/";

const preflight = (origin: string) =>
  call("OPTIONS", PATH, undefined, { origin, "access-control-request-method": "POST" });
const post = (origin: string) => call("POST", PATH, {}, { origin });

test("allows the configured origin", async () => {
  const { status, headers } = await preflight(ALLOWED_ORIGIN);
  expect(status).toBe(204);
  expect(headers.get("access-control-allow-origin")).toBe(ALLOWED_ORIGIN);
  expect(headers.get("access-control-allow-methods")).toContain("POST");
  expect(headers.get("access-control-allow-headers")).toContain("Authorization");
  expect(headers.get("access-control-allow-credentials")).toBeNull();
  const response = await post(ALLOWED_ORIGIN);
  expect(response.headers.get("access-control-allow-origin")).toBe(ALLOWED_ORIGIN);
});

for (const origin of [
  "https://evil.example",
  "https://app.example.com.evil.example",
  "null",
  "http://app.example.com",
]) {
  test(`does not allow the origin ${origin}`, async () => {
    for (const { headers } of [await preflight(origin), await post(origin)]) {
      expect(headers.get("access-control-allow-origin")).toBeNull();
      expect(headers.get("vary")).toContain("Origin");
    }
  });
}
