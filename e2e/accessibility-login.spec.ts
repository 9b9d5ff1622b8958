import { finishSetup, startSetup, totpCode } from "./authenticator-app";
import { findViolations } from "./axe";
import { linkIn } from "./emails";
import { expect, test } from "./fixtures";
import { createGuessedAt } from "./guessed-at-user";
import { logIn, submitLogin } from "./steps";
import { registerVerified } from "./verified-user";

test("the pages of two-factor authentication are accessible", async ({ page, user }) => {
  test.setTimeout(600_000);
  const violations: string[] = [];
  const check = async () => violations.push(...(await findViolations(page)));
  await registerVerified(page, user);
  await logIn(page, user);
  await page.goto("/account/security/passkey");
  await check();
  await startSetup(page);
  await check();
  const app = await finishSetup(page);
  await check();
  await page.goto("/account/security");
  await check();
  await page.goto("/account/security/recovery-codes");
  await check();
  await page.goto("/account/security");
  await page.getByRole("link", { name: "Manage Phone" }).click();
  await expect(page.getByRole("heading", { name: "Remove authenticator app" })).toBeVisible();
  await check();
  await page.context().clearCookies();
  await submitLogin(page, user);
  await expect(page.getByRole("heading", { name: "Two-factor authentication" })).toBeVisible();
  await check();
  await page.goto("/login/verify?method=recovery_code");
  await check();
  await page.goto("/login/verify/reset");
  await check();
  await page.goto("/login/verify");
  await page.getByLabel(/Don't ask again/).check();
  await page.getByLabel("Code").fill(await totpCode(app));
  await expect(page.getByRole("heading", { name: "Account", exact: true })).toBeVisible();
  await page.goto("/account/security");
  await check();
  await page.goto("/account/confirm");
  await check();
  await page.context().clearCookies();
  for (const path of ["/login/verify", "/reset-two-factor/done", "/cancel-two-factor-reset?token=x"]) {
    await page.goto(path);
    await check();
  }
  expect(violations).toEqual([]);
});

test("the pages of a login that a link finishes are accessible", async ({ page, mailbox }) => {
  const violations: string[] = [];
  const check = async () => violations.push(...(await findViolations(page)));
  const guessedAt = await createGuessedAt();
  await submitLogin(page, guessedAt);
  await expect(page.getByText("Check your email")).toBeVisible();
  await check();
  await page.goto(linkIn(await mailbox.withSubject(guessedAt.email, "Finish logging in")));
  await check();
  await page.goto("/confirm-login?token=x");
  await check();
  expect(violations).toEqual([]);
});
