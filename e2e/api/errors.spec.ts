import { call } from "../api-client";
import { expect, test } from "../fixtures";

const PATH = "/api/auth/register/";

test("rejects a body that is not valid JSON", async () => {
  const { status, body } = await call("POST", PATH, '{"username": ');
  expect(status).toBe(400);
  expect(body.detail).toMatch(/^JSON parse error - /);
});

test("rejects a method that an endpoint does not have", async () => {
  const response = await call("PUT", PATH, {});
  expect(response).toMatchObject({ status: 405, body: { detail: 'Method "PUT" not allowed.' } });
  expect(response.headers.get("allow")).toBe("POST, OPTIONS");
});

test("rejects an unsupported media type", async () => {
  const response = await call("POST", PATH, "<a/>", { "content-type": "application/xml" });
  expect(response).toMatchObject({
    status: 415,
    body: { detail: 'Unsupported media type "application/xml" in request.' },
  });
});

test("rejects a body of more than 64 KiB", async () => {
  const response = await call("POST", PATH, { username: "x".repeat(64 * 1024) });
  expect(response.status).toBe(413);
});

test("rejects null as a body", async () => {
  const { body } = await call("POST", PATH, "null");
  expect(body.errors).toEqual({ non_field_errors: ["No data provided"] });
});

test("asks for a bearer token", async () => {
  const response = await call("GET", "/api/auth/me/");
  expect(response).toMatchObject({
    status: 401,
    body: { detail: "Authentication credentials were not provided." },
  });
  expect(response.headers.get("www-authenticate")).toBe("Bearer");
});
