import { expect, type Page } from "@playwright/test";
import { linkIn } from "./emails";
import type { Mailbox } from "./mailbox";
import type { Credentials, TestUser } from "./test-users";

export async function fillRegistration(page: Page, { username, email, password }: TestUser) {
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Confirm password").fill(password);
}

export async function submitRegistration(page: Page) {
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
}

/**
 * Registers a user in the browser.
 *
 * @param baseUrl the server to register at, if it is not the one of `playwright.config.ts`
 */
export async function register(page: Page, user: TestUser, baseUrl = "") {
  await page.goto(`${baseUrl}/register`);
  await fillRegistration(page, user);
  await submitRegistration(page);
}

/** Verifies the email address of the user whose verification link is open. The browser that registered is logged in. */
export async function submitVerification(page: Page) {
  await page.getByRole("button", { name: "Verify email" }).click();
  await expect(page.getByRole("heading", { name: "Email verified" })).toBeVisible();
}

/** Registers a user and verifies them by the link in the email, which logs them in. See also `registerVerified`. */
export async function registerAndVerify(page: Page, mailbox: Mailbox, user: TestUser) {
  await register(page, user);
  await page.goto(linkIn(await mailbox.newest(user.email)));
  await submitVerification(page);
}

/** Submits the login form. See also `logIn`. */
export async function submitLogin(page: Page, credentials: Credentials, baseUrl = "") {
  await page.goto(`${baseUrl}/login`);
  await enterCredentials(page, credentials);
}

/** Submits the login form of the page. */
export async function enterCredentials(page: Page, { email, password }: Credentials) {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
}

/** Logs a verified user in and waits for the account page. */
export async function logIn(page: Page, credentials: Credentials, baseUrl = "") {
  await submitLogin(page, credentials, baseUrl);
  await expectAccountPage(page);
}

/** Opens the menu under the avatar. */
export async function openAccountMenu(page: Page) {
  await page.getByLabel("Account menu").click();
}

/** Logs out by the account menu and waits for the login page: its arrival would undo a `goto` that follows at once. */
export async function logOut(page: Page) {
  await openAccountMenu(page);
  await page.getByRole("button", { name: "Log out", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Log in", exact: true })).toBeVisible();
}

export async function expectAccountPage(page: Page) {
  await expect(page.getByRole("heading", { name: "Account", exact: true })).toBeVisible();
}

/** Chooses a new password on the page of a reset link. */
export async function submitNewPassword(page: Page, password: string) {
  await page.getByLabel("New password").fill(password);
  await page.getByLabel("Confirm password").fill(password);
  await page.getByRole("button", { name: "Reset password" }).click();
  await expect(page.getByRole("heading", { name: "Password reset" })).toBeVisible();
}
