import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import pg from "pg";
import { hiddenFields } from "./form-post";
import { BASE_URL, DATA_DIR } from "./test-server";
import { type Credentials, fromNewIpAddress, type TestUser } from "./test-users";

/**
 * Registers a user from the page's browser and marks the email address as verified. For tests that are not about
 * verification: it waits for no email and renders no page. The account knows the browser by its device cookie, not
 * by its fingerprint.
 */
export async function registerVerified(page: Page, user: TestUser) {
  await submitForm(page, "/register", { ...user, password2: user.password, phone_number: "" });
  await markVerified(user.email);
}

/** Logs a verified user in from the page's browser, without rendering a page. For tests that are not about the login. */
export async function logInWithoutPage(page: Page, { email, password }: Credentials) {
  await submitForm(page, "/login", { email, password });
}

/** Submits a form that redirects, with the cookies of the page's browser. */
async function submitForm(page: Page, path: string, typed: Record<string, string>) {
  const headers = { origin: BASE_URL, ...fromNewIpAddress() };
  const form = await page.request.get(path, { headers });
  const fields = { ...hiddenFields(await form.text()), ...typed };
  const response = await page.request.post(path, { headers, multipart: fields, maxRedirects: 0 });
  expect(response.status()).toBe(303);
}

/** Marks a registered user's email address as verified, without the verification link. */
export async function markVerified(email: string) {
  const updated = await queryDatabase(
    "UPDATE users SET email_verified = true WHERE email = $1 RETURNING id",
    [email],
  );
  expect(updated).toHaveLength(1);
}

/** Ages a user's sessions, so that sensitive actions need a confirmation. */
export async function ageSessions({ email }: { email: string }) {
  const aged = await queryDatabase(
    `UPDATE sessions SET authenticated_at = now() - interval '11 minutes'
     WHERE user_id = (SELECT id FROM users WHERE email = $1) RETURNING id`,
    [email],
  );
  expect(aged.length).toBeGreaterThan(0);
}

/** Runs one statement in the test server's database, over a connection of its own, and returns the rows. */
export async function queryDatabase<Row extends pg.QueryResultRow>(
  sql: string,
  parameters: unknown[],
): Promise<Row[]> {
  const database = new pg.Client({ connectionString: testDatabaseUrl() });
  await database.connect();
  try {
    return (await database.query<Row>(sql, parameters)).rows;
  } finally {
    await database.end();
  }
}

/** Returns the URL of the test server's database: a real one, or the embedded one, which notes its URL in a file. */
function testDatabaseUrl(): string {
  if (process.env.TEST_DATABASE_URL) return process.env.TEST_DATABASE_URL;
  const running = readFileSync(path.join(DATA_DIR, "running.json"), "utf8");
  return (JSON.parse(running) as { DATABASE_URL: string }).DATABASE_URL;
}
