import fastCheck from "fast-check";
import { emailField } from "@/lib/schemas/email";
import { normalizeUsername, usernameField } from "@/lib/schemas/username";
import { call } from "./api-client";
import { expect, test } from "./fixtures";
import { hiddenFields, send, submit } from "./form-post";
import { fuzzHeaderValue, fuzzQuery, fuzzRegistration, fuzzText, fuzzValue } from "./fuzz-inputs";
import { documentedResponse, readPaths } from "./openapi-document";
import { BASE_URL } from "./test-server";
import { fromNewIpAddress } from "./test-users";
import { queryDatabase } from "./verified-user";

// Sends about eight thousand requests with adversarial input. A failure prints its seed; FUZZ_SEED repeats it.

const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
const BATCH_SIZE = 10;
/** Batches for each test, which the endpoints share; for the forms, batches for each form. */
const RUNS = { registrations: 200, endpoints: 300, pages: 150, forms: 40 };

const MIN_PASSWORD_LENGTH = 8;
const MAX_PASSWORD_LENGTH = 256;
const PHONE_NUMBER = /^(\+?1?\p{Nd}{9,15})?$/u;

let requests = 0;

test.describe.configure({ timeout: 600_000 });
test.beforeAll(() => console.log(`Fuzzing with seed ${SEED}.`));
test.afterAll(() => console.log(`Fuzzing with seed ${SEED} sent ${requests} requests.`));

/** Generates inputs in batches, and checks what `act` does with each of them, several at a time. */
function fuzz<Input>(
  input: fastCheck.Arbitrary<Input>,
  runs: number,
  act: (input: Input) => Promise<void>,
): Promise<void> {
  const batch = fastCheck.array(input, { minLength: BATCH_SIZE, maxLength: BATCH_SIZE });
  const property = fastCheck.asyncProperty(batch, async (inputs) => {
    requests += inputs.length;
    await Promise.all(inputs.map(act));
  });
  return fastCheck.assert(property, { seed: SEED, numRuns: runs });
}

test("registrations get documented responses, and nothing is stored that a rule rejects", async () => {
  const operation = (await readPaths())["/api/auth/register/"]?.post;
  if (!operation) throw new Error("The registration is not documented.");
  const expectDocumented = documentedResponse("/api/auth/register/", operation);
  const accepted: string[] = [];
  await fuzz(fuzzRegistration, RUNS.registrations, async (body) => {
    const response = await call("POST", "/api/auth/register/", body);
    expectDocumented(response);
    if (response.status !== 201) return;
    accepted.push(String((response.body.user as { id: string }).id));
    const length = [...String(body.password).normalize("NFKC")].length;
    expect(length, JSON.stringify(body)).toBeGreaterThanOrEqual(MIN_PASSWORD_LENGTH);
    expect(length, JSON.stringify(body)).toBeLessThanOrEqual(MAX_PASSWORD_LENGTH);
  });
  expect(accepted.length).toBeGreaterThan(RUNS.registrations);
  const users = await queryDatabase<{ username: string; email: string; phone_number: string; role: string }>(
    "SELECT username, email, phone_number, role FROM users WHERE id = ANY ($1::uuid[])",
    [accepted],
  );
  expect(users).toHaveLength(accepted.length);
  for (const { username, email, phone_number, role } of users) {
    expect(usernameField.safeParse(username).success, username).toBe(true);
    expect(username).toBe(normalizeUsername(username));
    expect(emailField.safeParse(email).success, email).toBe(true);
    expect(phone_number).toMatch(PHONE_NUMBER);
    expect(role).toBe("user");
  }
});

/** What the endpoints without a session read, and what those with one do: unknown fields must not matter. */
const API_FIELDS = [
  "email",
  "password",
  "password2",
  "token",
  "device",
  "device_token",
  "remember_device",
  "code",
  "mfa_token",
  "ceremony_token",
  "response",
  "passkey",
  "idempotency_key",
];

test("other endpoints get documented responses", async () => {
  const open = Object.entries(await readPaths()).flatMap(([path, { post: operation }]) =>
    operation && !operation.security && path !== "/api/auth/register/" ? [{ path, operation }] : [],
  );
  expect(open.length).toBeGreaterThan(10);
  for (const { path, operation } of open) {
    const expectDocumented = documentedResponse(path, operation);
    const body = fastCheck.dictionary(fastCheck.constantFrom(...API_FIELDS), fuzzValue);
    await fuzz(body, Math.ceil(RUNS.endpoints / open.length), async (fields) =>
      expectDocumented(await call("POST", path, fields)),
    );
  }
});

const PAGES = [
  "/",
  "/register",
  "/login",
  "/check-email",
  "/verify-email",
  "/forgot-password",
  "/reset-password",
  "/confirm-email",
  "/undo-email-change",
  "/secure-account",
  "/confirm-login",
  "/resend-verification",
  "/account",
  "/account/activity",
  "/deletion-scheduled",
  "/admin",
  "/admin/users",
  "/pictures/x",
  "/api/docs",
];
const HEADERS = [
  "user-agent",
  "accept-language",
  "sec-ch-ua",
  "x-request-id",
  "if-none-match",
  "next-action",
];
const COOKIES = ["session", "pending_email", "browser-0123456789abcdef"];

test("pages never fail, whatever the query, the cookies and the headers are", async () => {
  const input = fastCheck.record({
    page: fastCheck.constantFrom(...PAGES),
    query: fuzzQuery,
    header: fastCheck.tuple(fastCheck.constantFrom(...HEADERS), fuzzHeaderValue),
    cookie: fastCheck.tuple(fastCheck.constantFrom(...COOKIES), fuzzHeaderValue),
  });
  await fuzz(input, RUNS.pages, async ({ page, query, header: [name, value], cookie }) => {
    const headers = { ...fromNewIpAddress(), [name]: value, cookie: cookie.join("=") };
    const { status } = await send(`${BASE_URL}${page}?${query}`, "GET", headers);
    expect([200, 303, 304, 307, 308, 400, 404], `${page}?${query} ${JSON.stringify(headers)}`).toContain(
      status,
    );
  });
});

const FORMS: Record<string, string[]> = {
  "/register": [
    "username",
    "email",
    "password",
    "password2",
    "phone_number",
    "fingerprint",
    "idempotency_key",
  ],
  "/login": ["email", "password", "next", "fingerprint"],
  "/forgot-password": ["email"],
  "/resend-verification": ["email"],
};

test("forms never fail, whatever is submitted", async () => {
  for (const [page, names] of Object.entries(FORMS)) {
    const { body } = await send(BASE_URL + page);
    const hidden = hiddenFields(body);
    const fields = fastCheck.dictionary(fastCheck.constantFrom(...names), fuzzText);
    await fuzz(fields, RUNS.forms, async (typed) => {
      const headers = { origin: BASE_URL, ...fromNewIpAddress() };
      const { status } = await submit(BASE_URL + page, { ...hidden, ...typed }, headers);
      expect([200, 303, 429, 503], `${page} ${JSON.stringify(typed)}`).toContain(status);
    });
  }
});
