import { call, createApiUser } from "../api-client";
import { expect, test } from "../fixtures";
import { fromNewIpAddress, newRegistration } from "../test-users";

test("allows two registrations a minute from an IP address and tells when to retry", async () => {
  const headers = fromNewIpAddress();
  const responses = await Promise.all(
    Array.from({ length: 4 }, () => call("POST", "/api/auth/register/", newRegistration(), headers)),
  );
  expect(responses.filter(({ status }) => status === 201)).toHaveLength(2);
  const rejected = responses.find(({ status }) => status === 429);
  expect(rejected?.body.detail).toMatch(/^Request was throttled\. Expected available in \d+ seconds\.$/);
  expect(Number(rejected?.headers.get("retry-after"))).toBeGreaterThan(50);
});

test("allows a hundred anonymous requests an hour from an IP address", async () => {
  const headers = fromNewIpAddress();
  const responses = await Promise.all(
    Array.from({ length: 130 }, () => call("GET", "/api/auth/me/", undefined, headers)),
  );
  expect(responses.filter(({ status }) => status === 401)).toHaveLength(100);
  expect(responses.filter(({ status }) => status === 429)).toHaveLength(30);
});

test("allows a user to begin 30 passkeys in five minutes, to create them and to confirm together", async () => {
  const { headers } = await createApiUser();
  const begin = (path: string) => call("POST", `/api/account/${path}/options/`, undefined, headers);
  for (let count = 0; count < 15; count++) {
    expect((await begin("confirm")).status).toBe(200);
    expect((await begin("two-factor/passkeys")).status).toBe(200);
  }
  for (const path of ["confirm", "two-factor/passkeys"]) {
    const rejected = await begin(path);
    expect(rejected.status).toBe(429);
    expect(Number(rejected.headers.get("retry-after"))).toBeGreaterThan(200);
  }
});
