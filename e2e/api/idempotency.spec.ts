import { randomUUID } from "node:crypto";
import { call } from "../api-client";
import { expect, test } from "../fixtures";
import { fromNewIpAddress, newRegistration } from "../test-users";

const PATH = "/api/auth/register/";

test("a repeated registration gets the same response and sends one email", async ({ mailbox }) => {
  const headers = { "idempotency-key": randomUUID(), ...fromNewIpAddress() };
  const registration = newRegistration();
  const responses = await Promise.all([1, 2].map(() => call("POST", PATH, registration, headers)));
  responses.push(await call("POST", PATH, registration, headers));
  for (const { status, body } of responses) {
    expect(status).toBe(201);
    expect(body).toEqual(responses[0]?.body);
  }
  await mailbox.newest(registration.email);
  const other = await call("POST", PATH, newRegistration(), headers);
  expect(other.status).toBe(409);
  expect(await mailbox.all(registration.email)).toHaveLength(1);
});

test("a rejected registration can be corrected under the same key", async () => {
  const headers = { "idempotency-key": randomUUID() };
  const registration = newRegistration();
  const rejected = await call("POST", PATH, { ...registration, password2: "x" }, headers);
  expect(rejected.status).toBe(400);
  expect((await call("POST", PATH, registration, headers)).status).toBe(201);
});
