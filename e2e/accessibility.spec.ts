import { createApiUser } from "./api-client";
import { findViolations } from "./axe";
import { linkIn } from "./emails";
import { expect, test } from "./fixtures";
import { confirm, idOf, logInAs } from "./staff";
import {
  fillRegistration,
  logIn,
  openAccountMenu,
  register,
  submitLogin,
  submitNewPassword,
  submitVerification,
} from "./steps";
import { ADMIN, MAILBOX_URL } from "./test-server";
import { newUser } from "./test-users";
import { markVerified, registerVerified } from "./verified-user";

test("the pages of registration and verification are accessible", async ({
  page,
  user,
  mailbox,
  openOtherBrowser,
}) => {
  const violations: string[] = [];
  const check = async () => violations.push(...(await findViolations(page)));
  await page.goto("/");
  await check();
  await page.goto("/register");
  await check();
  await page.getByLabel("Username").fill("two words");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
  await check();
  await fillRegistration(page, user);
  await check();
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await check();
  const link = linkIn(await mailbox.newest(user.email));
  await page.goto(link);
  await check();
  const elsewhere = await openOtherBrowser();
  for (const url of [link, `${link}&password=new`]) {
    await elsewhere.goto(url);
    violations.push(...(await findViolations(elsewhere)));
  }
  await submitVerification(page);
  await check();
  await page.goto(link);
  await check();
  await page.goto("/verify-email?token=x");
  await check();
  expect(violations).toEqual([]);
});

test("login, the account pages, the list of users and the mailbox are accessible", async ({ page, user }) => {
  test.setTimeout(600_000);
  const violations: string[] = [];
  const check = async () => violations.push(...(await findViolations(page)));
  await registerVerified(page, user);
  await submitLogin(page, { ...user, password: "wrong" });
  await expect(page.getByText("Incorrect email or password.")).toBeVisible();
  await check();
  await page.goto("/forgot-password");
  await check();
  await page.goto("/resend-verification");
  await check();
  await page.goto("/reset-password?token=x");
  await check();
  await logIn(page, ADMIN);
  await check();
  for (const name of ["profile", "email", "password", "security", "devices", "activity", "data"]) {
    await page.goto(`/account/${name}`);
    await check();
  }
  await page.goto("/admin");
  await check();
  for (const table of await page.locator("summary").filter({ hasText: "per day" }).all()) await table.click();
  await check();
  await page.goto("/admin/users");
  await check();
  await page.goto(`/admin/users?q=${user.username}`);
  await page.getByRole("link", { name: user.username }).click();
  await expect(page.getByRole("heading", { name: "Audit events" })).toBeVisible();
  await check();
  await page.locator("summary").filter({ hasText: "Suspend user" }).click();
  await check();
  for (const path of [
    "/admin/users?q=nobody-has-this-name",
    "/admin/users/export",
    "/admin/users/bulk",
    "/admin/users/new",
    `/admin/audit?subject=${user.email}`,
    "/admin/audit/export",
  ]) {
    await page.goto(path);
    await check();
  }
  await page.goto("/no-such-page");
  await check();
  await openAccountMenu(page);
  await check();
  await page.goto("/api/docs");
  await check();
  // The mailbox reloads when an email arrives, which could be in the middle of a check.
  await page.route(`${MAILBOX_URL}/messages`, (route) => route.abort());
  await page.goto(MAILBOX_URL);
  await check();
  expect(violations).toEqual([]);
});

test("the pages during an impersonation are accessible", async ({ page }) => {
  const violations: string[] = [];
  const user = await createApiUser();
  await logInAs(page, "admin");
  await page.goto(`/admin/users/${await idOf(user)}`);
  await page.locator("summary").filter({ hasText: "Impersonate user" }).click();
  violations.push(...(await findViolations(page)));
  await page.locator("textarea[name=reason]:visible").fill("Ticket 4711");
  await confirm(page, "Impersonate user");
  await expect(page.getByRole("region", { name: "Impersonation" })).toBeVisible();
  violations.push(...(await findViolations(page)));
  await page.goto("/account/password");
  await expect(page.getByRole("heading", { name: "Changes are turned off" })).toBeVisible();
  violations.push(...(await findViolations(page)));
  expect(violations).toEqual([]);
});

test("every component in the gallery is accessible, with menus and dialogs closed and open", async ({
  page,
}) => {
  const violations: string[] = [];
  const check = async () => violations.push(...(await findViolations(page)));
  await page.goto("/gallery");
  await check();
  await page.getByLabel("Actions for Chrome on Linux").click();
  await check();
  await page.locator("summary").filter({ hasText: "Delete account" }).click();
  await expect(page.getByRole("dialog", { name: "Delete your account?" })).toBeVisible();
  await check();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Show toast after a redirect" }).click();
  await expect(page.getByText("Chrome on Linux removed and logged out.")).toBeVisible();
  await check();
  expect(violations).toEqual([]);
});

test("the pages behind the links in security emails are accessible", async ({
  page,
  user,
  mailbox,
  openOtherBrowser,
}) => {
  test.setTimeout(600_000);
  const violations: string[] = [];
  const check = async () => violations.push(...(await findViolations(page)));
  const click = async (button: string, heading: string) => {
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await check();
  };
  let resetEmails = 0;
  const resetPassword = async (password: string) => {
    await page.goto(linkIn(await mailbox.withSubject(user.email, "Reset your password", ++resetEmails)));
    await page.getByLabel("New password").fill("short");
    await page.getByLabel("Confirm password").fill("other");
    await page.getByRole("button", { name: "Reset password" }).click();
    await expect(page.getByText("Passwords don't match.")).toBeVisible();
    await check();
    await submitNewPassword(page, password);
    await check();
    await logIn(page, { ...user, password });
  };
  // In the browser, so that the device is known by its fingerprint, too: a reset forgets the device's cookie.
  await register(page, user);
  await markVerified(user.email);
  await page.goto("/forgot-password");
  await page.getByLabel("Email").fill(user.email);
  await click("Send reset link", "Check your email");
  await resetPassword("Zk3-unlikely-harbour");

  await page.goto("/account/email");
  await page.getByLabel("New email").fill("no address");
  await page.getByRole("button", { name: "Send confirmation email" }).click();
  await expect(page.getByLabel("New email")).toHaveAttribute("aria-invalid", "true");
  await check();
  const newEmail = newUser().email;
  await page.getByLabel("New email").fill(newEmail);
  await page.getByRole("button", { name: "Send confirmation email" }).click();
  await expect(page.getByRole("heading", { name: "Confirm your new email" })).toBeVisible();
  await check();
  await page.goto(linkIn(await mailbox.newest(newEmail)));
  await check();
  await click("Confirm new email", "Email address changed");
  await page.goto(linkIn(await mailbox.withSubject(user.email, "Your email address was changed")));
  await check();
  await click("Restore email address", "Email address restored");
  await resetPassword("Another-2-harbour");

  const other = await openOtherBrowser({ locale: "fi-FI", timezoneId: "Asia/Tokyo" });
  await logIn(other, { ...user, password: "Another-2-harbour" });
  await page.goto(linkIn(await mailbox.withSubject(user.email, "New login to your account")));
  await check();
  await click("Secure my account", "Account secured");
  await resetPassword("Yet-Another-3-harbour");

  await page.goto("/account/data");
  await page.getByLabel("Type your username to confirm").fill(user.username);
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByText("Incorrect password.")).toBeVisible();
  await check();
  await page.getByLabel("Password").fill("Yet-Another-3-harbour");
  await click("Delete account", "Account scheduled for deletion");
  expect(violations).toEqual([]);
});
