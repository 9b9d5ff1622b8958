import { mailsTo } from "@/e2e/chaos/users";
import { expect, fillRegistration, linkIn, MAIL_TIMEOUT_MS, newUser, type TestUser, test } from "./fixtures";
import { type App, type Service, type Stack, startStack } from "./stack";

// A fixtures of its own, whose services can be made to refuse, one by one.
const PORT = 4311;
const BASE = `http://localhost:${PORT}`;

let stack: Stack;
let app: App;

test.beforeAll(async () => {
  stack = await startStack({ appUrl: BASE });
  app = await stack.startApp(PORT, { BCRYPT_COST: "10", REGISTRATION_RATE_LIMIT: "100/1m" });
  await expect.poll(health, { timeout: 60_000 }).toMatchObject({ ready: true });
});
test.afterAll(async () => {
  await app.end("SIGTERM");
  await stack.close();
});

async function health() {
  const answer = await fetch(`${BASE}/api/health`).catch(() => undefined);
  return answer?.json();
}

async function without(service: Service, act: () => Promise<void>) {
  stack.proxies[service].set("refuse");
  try {
    await act();
  } finally {
    stack.proxies[service].set("none");
  }
}

test("with each service down in turn, nobody is lost and each gets one mail", async ({ page }) => {
  test.setTimeout(600_000);
  const people: TestUser[] = [];
  const registerSomebody = async () => {
    const person = newUser();
    people.push(person);
    await page.goto(`${BASE}/register`);
    await fillRegistration(page, person);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  };
  for (const service of ["redis", "mailbox", "jobs"] as const) {
    await without(service, async () => {
      await registerSomebody();
      await expect.poll(health).toMatchObject({
        ready: true,
        dependencies: { [service === "mailbox" ? "mail" : service]: "down" },
      });
    });
  }
  for (const { email } of people) {
    // The schedule looks once a minute, and a failed attempt waits for one.
    await expect
      .poll(async () => (await mailsTo(stack.mailboxUrl, email)).length, { timeout: MAIL_TIMEOUT_MS })
      .toBe(1);
  }
  await registerSomebody();
  for (const { email } of people) {
    await expect
      .poll(async () => (await mailsTo(stack.mailboxUrl, email)).length, { timeout: MAIL_TIMEOUT_MS })
      .toBe(1);
  }
});

test("without Redis a link says to come back, and works when it is there again", async ({ page }) => {
  const person = newUser();
  await page.goto(`${BASE}/register`);
  await fillRegistration(page, person);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await expect
    .poll(async () => (await mailsTo(stack.mailboxUrl, person.email)).length, { timeout: MAIL_TIMEOUT_MS })
    .toBe(1);
  const [mail] = await mailsTo(stack.mailboxUrl, person.email);
  if (!mail) throw new Error("There is no mail.");
  const link = linkIn(mail);
  await without("redis", async () => {
    for (const path of ["verify-email", "reset-password", "confirm-email", "undo-email-change", "not-me"]) {
      await page.goto(`${BASE}/${path}${new URL(link).search}`);
      await expect(page.getByRole("heading", { name: "Please try again in a moment" })).toBeVisible();
      // What disowns a log-in has the name of the notice that was there first.
      const endpoint = path === "not-me" ? "disown-login" : path;
      const answer = await fetch(`${BASE}/api/auth/${endpoint}/`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          token: new URL(link).searchParams.get("token"),
          password: person.password,
          password2: person.password,
        }),
      });
      expect(answer.status, path).toBe(503);
      expect(answer.headers.get("retry-after")).toBeTruthy();
    }
  });
  await page.goto(link);
  await page.getByRole("button", { name: "Verify email" }).click();
  await expect(page.getByRole("heading", { name: "Email verified" })).toBeVisible();
});

test("without the database the form says so, and keeps what was typed", async ({ page }) => {
  const person = newUser();
  await page.goto(`${BASE}/register`);
  await fillRegistration(page, person);
  await without("database", async () => {
    await expect.poll(health).toMatchObject({ ready: false, dependencies: { database: "down" } });
    const answer = await fetch(`${BASE}/api/auth/resend-verification/`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: person.email }),
    });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("60");
    expect(await answer.json()).toEqual({ detail: "Temporarily unavailable. Please try again." });
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByText(/the fault is ours/)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByLabel("Email")).toHaveValue(person.email);
  });
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByLabel("Confirm password").fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await expect
    .poll(async () => (await mailsTo(stack.mailboxUrl, person.email)).length, { timeout: MAIL_TIMEOUT_MS })
    .toBe(1);
});
