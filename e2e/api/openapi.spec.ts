import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import fastCheck from "fast-check";
import { bearer, call, createApiUser } from "../api-client";
import { expect, test } from "../fixtures";
import { documentedResponse, readPaths } from "../openapi-document";
import { ADMIN } from "../test-server";

const FIELDS = [
  "username",
  "email",
  "password",
  "password2",
  "device",
  "role",
  "phone_number",
  "token",
  "claim",
  "code",
  "new_password",
  "bio",
  "device_name",
  "is_trusted",
  "current_password",
];
/** Endpoints for machines, which the document leaves out. */
const UNDOCUMENTED = ["/api/health/", "/api/inngest/", "/api/webhooks/resend/", "/api/openapi.json/"];
const MAX_QUERY_LENGTH = 500;
const MAX_SEARCH_LENGTH = 200;

/** Request bodies: valid JSON, JSON with the API's fields, arbitrary bytes, deep nesting and long values. */
const arbitraryBody = fastCheck.oneof(
  fastCheck.json({ maxDepth: 4 }),
  fastCheck
    .dictionary(fastCheck.constantFrom(...FIELDS), fastCheck.jsonValue({ maxDepth: 3 }))
    .map((value) => JSON.stringify(value)),
  fastCheck.string({ unit: "binary", maxLength: 300 }),
  fastCheck
    .integer({ min: 1, max: 30_000 })
    .map((depth) => `{"role":${"[".repeat(depth)}${"]".repeat(depth)}}`),
  fastCheck
    .integer({ min: 1, max: 60_000 })
    .map((length) =>
      JSON.stringify({ username: "x".repeat(length), email: `${"a.".repeat(length / 4)}@`, token: "x" }),
    ),
);

/** Sends a fuzzed text to an endpoint: as the query of a GET request, otherwise as the body. */
function send(method: string, path: string, text: string, headers: Record<string, string>) {
  if (method !== "get")
    return call(
      method.toUpperCase(),
      path.replace(/\{\w+\}/g, () => randomUUID()),
      text,
      headers,
    );
  const valid = text.toWellFormed();
  const after = encodeURIComponent(valid.slice(0, MAX_QUERY_LENGTH));
  const q = encodeURIComponent(valid.slice(0, MAX_SEARCH_LENGTH));
  return call("GET", `${path.replace("{id}", randomUUID())}?after=${after}&q=${q}`, undefined, headers);
}

test("documents exactly the endpoints that exist", async () => {
  const files = readdirSync("app/api", { recursive: true, encoding: "utf8" });
  const routes = files
    .filter((file) => basename(file) === "route.ts")
    .map((file) => `/api/${dirname(file)}/`.replace(/\[(\w+)\]/g, "{$1}"))
    .filter((route) => !UNDOCUMENTED.includes(route));
  expect(Object.keys(await readPaths()).sort()).toEqual(routes.sort());
});

test("every response to fuzzed input conforms to the document", async () => {
  test.setTimeout(600_000);
  const { body: admin } = await call("POST", "/api/auth/login/", ADMIN);
  const { token } = await createApiUser();
  for (const [path, operations] of Object.entries(await readPaths())) {
    for (const [method, operation] of Object.entries(operations)) {
      const { security } = operation;
      const expectDocumented = documentedResponse(path, operation);
      const headers = security ? bearer(path.includes("admin") ? admin.token : token) : {};
      await fastCheck.assert(
        fastCheck.asyncProperty(arbitraryBody, async (text) =>
          expectDocumented(await send(method, path, text, headers)),
        ),
        // A user may make a thousand requests an hour.
        { numRuns: security ? 20 : 40 },
      );
    }
  }
});
