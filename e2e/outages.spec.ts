import type { Page } from "@playwright/test";
import pg from "pg";
import { linkIn, tokenIn } from "./emails";
import type { Fault } from "./fault-proxy";
import { expect, test } from "./fixtures";
import { Mailbox } from "./mailbox";
import { type App, type Service, type Stack, startStack } from "./stack";
import {
  expectAccountPage,
  fillRegistration,
  register,
  submitRegistration,
  submitVerification,
} from "./steps";
import { newUser, type TestUser } from "./test-users";

// These tests have their own services, which can be made to refuse connections one by one.
const PORT = 4311;
const BASE_URL = `http://localhost:${PORT}`;

/** Pages that take a token, and the endpoints that do the same. */
const TOKEN_PATHS = [
  ["verify-email", "verify-email"],
  ["reset-password", "reset-password"],
  ["confirm-email", "confirm-email"],
  ["undo-email-change", "undo-email-change"],
  ["secure-account", "report-login"],
  ["confirm-login", "confirm-login"],
] as const;

let stack: Stack;
let app: App;
let mailbox: Mailbox;

test.beforeAll(async () => {
  stack = await startStack({ appUrl: BASE_URL });
  mailbox = new Mailbox(stack.mailboxUrl);
  app = await stack.startApp(PORT, {
    BENCHMARK_BCRYPT_COST: "4",
    REGISTRATION_RATE_LIMIT: "100/1m",
    // A slow machine must not look like an outage.
    REDIS_TIMEOUT_MS: "15000",
  });
  await expect.poll(health, { timeout: 60_000 }).toMatchObject({ ready: true });
});
test.afterAll(async () => {
  await app.end("SIGTERM");
  await stack.close();
});

async function health() {
  const response = await fetch(`${BASE_URL}/api/health`).catch(() => undefined);
  return response?.json();
}

function post(path: string, body: object) {
  return fetch(BASE_URL + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function without(service: Service, act: () => Promise<void>, fault: Fault = "refuse") {
  stack.proxies[service].set(fault);
  try {
    await act();
  } finally {
    stack.proxies[service].set("none");
  }
}

test("registers users while a service is down, and sends each of them one email", async ({ page }) => {
  test.setTimeout(600_000);
  const users: TestUser[] = [];
  const registerNewUser = async () => {
    const user = newUser();
    users.push(user);
    await register(page, user, BASE_URL);
  };
  for (const service of ["redis", "mailbox", "jobs"] as const) {
    await without(service, async () => {
      await registerNewUser();
      await expect.poll(health).toMatchObject({
        ready: true,
        dependencies: { [service === "mailbox" ? "mail" : service]: "down" },
      });
    });
  }
  for (const { email } of users) await mailbox.newest(email);
  await registerNewUser();
  // Checked again for all of them: an email that is sent twice would have arrived by now.
  for (const { email } of users) await mailbox.newest(email);
});

test("asks to try a link again later while Redis is down, and accepts it once Redis is back", async ({
  page,
}) => {
  const user = newUser();
  await register(page, user, BASE_URL);
  const email = await mailbox.newest(user.email);
  await without("redis", async () => {
    for (const [path, endpoint] of TOKEN_PATHS) {
      const shown = await page.goto(`${BASE_URL}/${path}?token=${tokenIn(email)}`);
      expect(shown?.status(), path).toBe(503);
      expect(shown?.headers()["retry-after"], path).toBe("60");
      await expect(page.getByText(/Open it again in a moment/)).toBeVisible();
      const { password } = user;
      const body = { token: tokenIn(email), password, password2: password };
      const response = await post(`/api/auth/${endpoint}/`, body);
      expect(response.status, path).toBe(503);
      expect(response.headers.get("retry-after")).toBe("60");
    }
  });
  await page.goto(linkIn(email));
  await submitVerification(page);
});

test("says that registration failed while the database is down, and keeps what was typed", async ({
  page,
}) => {
  const user = newUser();
  await page.goto(`${BASE_URL}/register`);
  await fillRegistration(page, user);
  await without("database", async () => {
    await expect.poll(health).toMatchObject({ ready: false, dependencies: { database: "down" } });
    const response = await post("/api/auth/resend-verification/", { email: user.email });
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("60");
    expect(await response.json()).toEqual({ detail: "Temporarily unavailable. Please try again." });
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByText(/we couldn't process your request/)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByLabel("Email")).toHaveValue(user.email);
  });
  await expect(page.getByLabel("Confirm password")).toHaveValue(user.password);
  await submitRegistration(page);
  await mailbox.newest(user.email);
});

/** Less than the 5 s in which the pool gives up a connection. The page itself gives up after 2 s. */
const PAGE_TIMEOUT_MS = 4_500;

for (const javaScriptEnabled of [true, false]) {
  test(`a page says that the database is down, and loads once it is back, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    openOtherBrowser,
  }) => {
    const page = await openOtherBrowser({ javaScriptEnabled, baseURL: BASE_URL });
    await logInNewUser(page);
    for (const fault of ["refuse", "hang"] as const) {
      for (const path of ["/account/devices", "/admin/users", "/"]) {
        const open = async () => {
          const start = Date.now();
          const response = await page.goto(path, { waitUntil: "commit" });
          await expect(page.getByRole("banner")).toBeVisible();
          expect(Date.now() - start, `${fault} ${path}`).toBeLessThan(PAGE_TIMEOUT_MS);
          if (path === "/") return;
          expect(response?.status()).toBe(503);
          expect(response?.headers()["retry-after"]).toBe("60");
          await expect(page.getByRole("heading", { name: "Temporarily unavailable" })).toBeVisible();
          await expect(page).toHaveTitle("Temporarily unavailable - Real MFA");
          await page.waitForLoadState("load");
        };
        await without("database", open, fault);
      }
    }
    await page.goto("/account/devices?a=b");
    await expect(page.getByRole("heading", { name: "Devices and sessions" })).toBeVisible();
    await without("database", async () => {
      await page.reload();
      await expect(page.getByRole("heading", { name: "Temporarily unavailable" })).toBeVisible();
    });
    await page.getByRole("link", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { name: "Devices and sessions" })).toBeVisible();
    await expect(page).toHaveURL("/account/devices?a=b");
  });
}

test("pages without a login say in time that a service hangs", async ({ openOtherBrowser }) => {
  const page = await openOtherBrowser({ javaScriptEnabled: false, baseURL: BASE_URL });
  const user = newUser();
  await register(page, user);
  const token = tokenIn(await mailbox.newest(user.email));
  // Only the database knows that no login waits for it.
  await page.context().addCookies([{ name: "pending_login", value: "a".repeat(43), url: BASE_URL }]);
  const pages = ["check-email", "login/verify", "login/verify/reset"];
  for (const [service, path, text] of [
    ...pages.map((path) => ["database", path, /We can't load this page right now/] as const),
    ["database", `verify-email?token=${token}`, /Open it again in a moment/] as const,
    ...TOKEN_PATHS.map(([path]) => ["redis", `${path}?token=${token}`, /Open it again/] as const),
  ]) {
    const open = async () => {
      // Without its own limit, a page would give up Redis only after 15 seconds.
      const timeout = service === "redis" ? 10_000 : PAGE_TIMEOUT_MS;
      const response = await page.goto(`/${path}`, { waitUntil: "commit", timeout });
      await expect(page.getByText(text)).toBeVisible();
      expect(response?.status(), path).toBe(503);
      expect(response?.headers()["retry-after"], path).toBe("60");
    };
    await without(service, open, "hang");
  }
  await without("database", async () => void (await page.goto("/check-email")));
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
});

test("the error page's button asks the server again, below the header", async ({ page }) => {
  await logInNewUser(page);
  await without("database", async () => {
    await page.getByRole("link", { name: "Password", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Something went wrong" })).toBeVisible();
    await expect(page).toHaveTitle("Error - Real MFA");
    await expect(page.getByLabel("Account menu")).toBeVisible();
    await expect(page.getByRole("link", { name: "Go to home page" })).toBeVisible();
  });
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Change your password" })).toBeVisible();
  await expect(page).toHaveTitle("Change your password - Real MFA");
});

test("a page that fails for another reason says so without JavaScript, and its link asks again", async ({
  openOtherBrowser,
}) => {
  const page = await openOtherBrowser({ javaScriptEnabled: false, baseURL: BASE_URL });
  await logInNewUser(page);
  await runSql("ALTER TABLE devices RENAME TO devices_away");
  try {
    const response = await page.goto("/account/devices");
    expect(response?.status()).toBe(500);
    await expect(page.getByRole("heading", { name: "Something went wrong" })).toBeVisible();
    await expect(page.getByText(/^Error ID: \d+$/)).toBeVisible();
    await expect(page.getByRole("link", { name: "Try again" })).not.toHaveCSS("border-radius", "0px");
  } finally {
    await runSql("ALTER TABLE devices_away RENAME TO devices");
  }
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Devices and sessions" })).toBeVisible();
});

async function runSql(sql: string) {
  const database = new pg.Client({ connectionString: stack.databaseUrl });
  await database.connect();
  await database.query(sql).finally(() => database.end());
}

async function logInNewUser(page: Page) {
  const user = newUser();
  await register(page, user, BASE_URL);
  await page.goto(linkIn(await mailbox.newest(user.email)));
  await submitVerification(page);
  await page.getByRole("link", { name: "Go to your account" }).click();
  await expectAccountPage(page);
}
