import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { networkHash } from "@/lib/observability/network-hash";
import { recordLog } from "@/lib/testing/logged-lines";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { login } from "./login";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ LOGIN_CLIENT_RATE_LIMIT: "3/1m" });
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => services.close());

it("logs failed and refused logins with a hash of the client's network, the same for every account", async () => {
  const failures = recordLog("info", /^authn_login_fail|^excess_rate_limit/);
  const ipAddress = "203.0.113.9";
  for (let guess = 0; guess < 4; guess++) {
    const credentials = { email: `person${guess}@example.com`, password: "a guess" };
    await login(credentials, { ...newRequestContext(), ipAddress }, "bearer", testDevice);
  }
  const network = networkHash("203.0.113.77");
  expect(failures()).toEqual([
    ...Array.from({ length: 3 }, () => expect.objectContaining({ event: "authn_login_fail", network })),
    { event: "excess_rate_limit_exceeded", limit: "loginClient", network },
    expect.objectContaining({ event: "authn_login_fail_max", network }),
  ]);
  expect(JSON.stringify(failures())).not.toContain("203.0.113");
});
