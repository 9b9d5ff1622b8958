import { randomInt } from "node:crypto";
import { createApiUser } from "./api-client";
import { addAuthenticatorApp, totpCode } from "./authenticator-app";
import { findViolations } from "./axe";
import { expect, test } from "./fixtures";
import { confirm, logInAs } from "./staff";
import { ageSessions, queryDatabase } from "./verified-user";

/** Returns the path of a list of these users alone: others are created at the same time. */
async function listOnly(...users: { email: string }[]): Promise<string> {
  const phoneNumber = `+${randomInt(10 ** 12, 10 ** 13)}`;
  const emails = users.map(({ email }) => email);
  await queryDatabase("UPDATE users SET phone_number = $1 WHERE email = ANY ($2)", [phoneNumber, emails]);
  return `/admin/users?q=${encodeURIComponent(phoneNumber)}`;
}

test("suspends the chosen users in the background, and lists what became of each", async ({
  page,
  javaScriptEnabled,
}) => {
  const [one, two] = [await createApiUser(), await createApiUser()];
  await queryDatabase("UPDATE users SET suspended_at = now() WHERE email = $1", [two.email]);
  const admin = await logInAs(page, "admin");
  await page.goto(await listOnly(one, two));
  const violations: string[] = [];
  const check = async () => {
    if (javaScriptEnabled !== false) violations.push(...(await findViolations(page)));
  };
  await check();
  for (const { username } of [one, two]) await page.getByLabel(`Choose ${username}`, { exact: true }).check();
  await page.getByLabel("Action on several users").selectOption("Suspend users");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/\/admin\/users\/bulk\?/);
  await expect(page.getByText("2 users chosen")).toBeVisible();
  await check();
  await page.locator("textarea[name=reason]:visible").fill("Spam wave");
  await confirm(page, "Suspend users");
  await page.waitForURL(/\/admin\/users\/bulk\/[\w-]{36}$/);
  await expect(page.getByText(`started by ${admin.username}`)).toBeVisible();
  // The page shows the progress by itself. Without JavaScript, it is loaded again.
  await expect(async () => {
    if (javaScriptEnabled === false) await page.reload();
    await expect(page.getByText("2 of 2 processed")).toBeVisible({ timeout: 500 });
  }).toPass();
  await check();
  const row = (username: string) => page.getByRole("listitem").filter({ hasText: username });
  await expect(row(one.username)).toContainText("Done");
  await expect(row(two.username)).toContainText("This account is already suspended.");
  const [suspended] = await queryDatabase<{ suspension_reason: string }>(
    "SELECT suspension_reason FROM users WHERE email = $1",
    [one.email],
  );
  expect(suspended?.suspension_reason).toBe("Spam wave");
  expect(violations).toEqual([]);
});

test("acts on all users that match the filters, within the rights of a manager", async ({ page }) => {
  const { username, email } = await createApiUser();
  await logInAs(page, "manager");
  await page.goto(`/admin/users?q=${username}`);
  const actions = page.getByLabel("Action on several users");
  await expect(actions.locator("option:enabled")).toHaveText([
    "Resend verification emails",
    "Revoke all sessions",
  ]);
  await actions.selectOption("Revoke all sessions");
  await page.getByLabel("All 1 result").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("1 user chosen")).toBeVisible();
  await confirm(page, "Revoke all sessions");
  await page.waitForURL(/\/admin\/users\/bulk\/[\w-]{36}$/);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("1 of 1 processed")).toBeVisible({ timeout: 500 });
  }).toPass();
  const sessions = await queryDatabase(
    "SELECT 1 FROM sessions JOIN users ON users.id = user_id WHERE email = $1",
    [email],
  );
  expect(sessions).toEqual([]);
});

test("keeps the chosen users while the admin's identity is confirmed", async ({ page }) => {
  const [one, two] = [await createApiUser(), await createApiUser()];
  const admin = await logInAs(page, "admin");
  const app = await addAuthenticatorApp(page);
  await ageSessions(admin);
  await page.goto(await listOnly(one, two));
  for (const { username } of [one, two]) await page.getByLabel(`Choose ${username}`, { exact: true }).check();
  await page.getByLabel("Action on several users").selectOption("Revoke all sessions");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: "Confirm it's you" })).toBeVisible();
  await page.getByLabel("Code").fill(await totpCode(app));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "Revoke all sessions" })).toBeVisible();
  await expect(page.getByText("2 users chosen")).toBeVisible();
});
