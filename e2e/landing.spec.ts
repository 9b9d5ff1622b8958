import { expect, test } from "./fixtures";
import { send } from "./form-post";
import { startApp } from "./stack";
import { logIn } from "./steps";
import { registerVerified } from "./verified-user";

const PORT = 4312;

test("the home page leads to registration, login and the API reference", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const header = page.getByRole("banner");
  await expect(header.getByRole("link", { name: "Log in", exact: true })).toHaveAttribute("href", "/login");
  await expect(header.getByRole("link", { name: "Create account" })).toHaveAttribute("href", "/register");
  await page.getByRole("main").getByRole("link", { name: "API reference" }).first().click();
  await expect(page).toHaveURL("/api/docs");
  await expect(header.getByRole("link", { name: "Log in", exact: true })).toBeVisible();
});

test("the home page leads a logged-in user to the account", async ({ page, user }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  await page.goto("/");
  await expect(page).toHaveURL("/account");
});

test("with LANDING=off, the home page leads to the login page", async () => {
  // It needs no service: without a cookie there is no session to look up.
  const nowhere = "http://127.0.0.1:9";
  const url = `http://localhost:${PORT}`;
  const app = await startApp(PORT, {
    NODE_ENV: "production",
    APP_URL: url,
    ALLOW_HTTP_LOCALHOST: "true",
    LANDING: "off",
    DATABASE_URL: "postgresql://127.0.0.1:9/none",
    UPSTASH_REDIS_REST_URL: nowhere,
    UPSTASH_REDIS_REST_TOKEN: "token",
    INNGEST_BASE_URL: nowhere,
    INNGEST_EVENT_KEY: "key",
    INNGEST_SIGNING_KEY: `signkey-test-${"cd".repeat(32)}`,
    RESEND_BASE_URL: nowhere,
    RESEND_API_KEY: "re_test",
    MAIL_FROM: "Real MFA <noreply@realmfa.com>",
    PASSWORD_PEPPER: "p".repeat(32),
    LOG_LEVEL: "silent",
  });
  try {
    const { status, headers } = await send(`${url}/`);
    expect([status, headers.location]).toEqual([307, "/login"]);
  } finally {
    await app.end("SIGTERM");
  }
});
