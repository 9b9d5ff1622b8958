import { execFileSync } from "node:child_process";
import registerCases from "@/e2e/contract/register-cases.json" with { type: "json" };
import { call, type Json } from "../api-client";
import { expect, test } from "../fixtures";
import { BASE_URL } from "../test-server";
import { fromNewIpAddress, newIpAddress, newRegistration, newUser } from "../test-users";

const PATH = "/api/auth/register/";
const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

for (const { name, status, body, errors } of registerCases) {
  test(`responds as recorded: ${name}`, async () => {
    const run = newUser().username.slice(-8);
    const request = JSON.stringify(body).replaceAll("__RUN__", run);
    const response = await call("POST", PATH, request);
    expect(response.status).toBe(status);
    if (errors) {
      expect(response.body).toEqual({ status: "error", message: "Validation failed", errors });
      return;
    }
    expect(response.body).toEqual({
      status: "success",
      message: "Registration successful. Please check your email to verify your account.",
      user: {
        id: expect.stringMatching(UUID_V4),
        username: expect.any(String),
        email: expect.any(String),
        role: "user",
        email_verified: false,
      },
    });
  });
}

test("accepts the curl command of the integration guide, sent to the test server", async ({ mailbox }) => {
  const { username, email } = newUser();
  const command = `curl -s -X POST ${BASE_URL}/api/auth/register/ \\
      -H "Content-Type: application/json" -H "X-Forwarded-For: ${newIpAddress()}" \\
      -d '{
        "username": "${username}",
        "email": "${email}",
        "password": "SecurePass123!",
        "password2": "SecurePass123!",
        "role": "user",
        "phone_number": "+1234567890",
        "device": {
          "fingerprint_hash": "abc123xyz456def789",
          "device_name": "My iPhone",
          "device_type": "mobile",
          "browser": "Safari",
          "os": "iOS 17"
        }
      }'`;
  const output = execFileSync("bash", ["-c", command], { encoding: "utf8" });
  expect(JSON.parse(output)).toMatchObject({
    status: "success",
    user: { username, email, email_verified: false },
  });
  await mailbox.newest(email);
});

test("accepts form bodies like JSON, with and without a trailing slash", async () => {
  const headers = fromNewIpAddress();
  const { device, ...fields } = newRegistration();
  const form = new URLSearchParams(fields);
  for (const [name, value] of Object.entries(device)) form.set(`device.${name}`, value);
  form.set("role", "");
  form.set("device.os", "");
  const urlEncoded = await fetch(`${BASE_URL}/api/auth/register`, {
    method: "POST",
    body: form,
    headers,
    redirect: "manual",
  });
  expect(urlEncoded.status).toBe(201);
  const multipart = new FormData();
  for (const [name, value] of form) multipart.set(name, value);
  multipart.set("username", "two words");
  multipart.delete("device.device_type");
  const rejected = await fetch(BASE_URL + PATH, { method: "POST", body: multipart, headers });
  expect(rejected.status).toBe(400);
  expect(await rejected.json()).toMatchObject({
    errors: {
      username: [expect.stringContaining("Enter a valid username.")],
      email: ["Email already registered."],
      device: { device_type: ["This field is required."] },
    },
  });
});

for (const [name, value, message] of [
  ["NUL", "a\0b", "Null characters are not allowed."],
  ["a lone surrogate", "a\ud800b", "Surrogate characters are not allowed: U+D800."],
] as const) {
  test(`rejects ${name} in every field`, async () => {
    const response = await call("POST", PATH, {
      username: value,
      email: value,
      password: `${value} long enough`,
      password2: `${value} long enough`,
      phone_number: value,
      device: {
        ...newRegistration().device,
        fingerprint_hash: `${value}1234567890`,
        device_name: value,
        browser: value,
        os: value,
      },
    });
    expect(response.status).toBe(400);
    const { device, ...errors } = response.body.errors as Record<string, string[]> & { device: Json };
    for (const field of ["username", "email", "password", "phone_number"]) {
      expect(errors[field]).toContain(message);
    }
    for (const field of ["fingerprint_hash", "device_name", "browser", "os"]) {
      expect(device[field]).toContain(message);
    }
  });
}
