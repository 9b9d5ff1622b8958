import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";
import { expectAccountPage, logIn } from "../steps";
import { registerVerified } from "../verified-user";

const NEW_PASSWORD = "Zk3-unlikely-harbour";

async function countLoggedIn(pages: Page[]): Promise<number> {
  const paths: string[] = [];
  for (const page of pages) {
    await page.goto("/account");
    paths.push(new URL(page.url()).pathname);
  }
  return paths.filter((path) => path === "/account").length;
}

test("revokes a single session, and all other sessions when the password changes", async ({
  page,
  user,
  mailbox,
  openOtherBrowser,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const others = [await openOtherBrowser(), await openOtherBrowser()];
  for (const other of others) await logIn(other, user);
  await page.goto("/account/sessions");
  await expect(page).toHaveURL("/account/devices");
  await expect(page.getByText("This session", { exact: true })).toHaveCount(1);
  const revokeButtons = page.getByRole("main").locator("summary[aria-label^='Revoke session on ']");
  await expect(revokeButtons).toHaveCount(2);
  await revokeButtons.first().click();
  const confirmation = page
    .getByRole("button", { name: "Revoke session" })
    .and(page.locator("dialog button:visible"));
  await confirmation.click();
  await expect(page.getByText("Session revoked.")).toBeVisible();
  await expect(revokeButtons).toHaveCount(1);
  expect(await countLoggedIn(others)).toBe(1);

  for (const other of others) if (!other.url().endsWith("/account")) await logIn(other, user);
  await page.goto("/account/devices");
  await page.locator("summary").filter({ hasText: "Revoke all other sessions" }).click();
  await expect(page.getByText(/2 sessions are revoked at once/)).toBeVisible();
  await page
    .getByRole("button", { name: "Revoke all other sessions" })
    .and(page.locator("dialog button"))
    .click();
  await expect(page.getByText("All other sessions revoked.")).toBeVisible();
  expect(await countLoggedIn(others)).toBe(0);

  for (const other of others) await logIn(other, user);

  await page.goto("/account/password");
  const changePassword = async (currentPassword: string) => {
    await page.getByLabel("Current password").fill(currentPassword);
    await page.getByLabel("New password").fill(NEW_PASSWORD);
    await page.getByLabel("Confirm password").fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "Change password" }).click();
  };
  await changePassword("not this one");
  await expect(page.getByText("Incorrect password.")).toBeVisible();
  await changePassword(user.password);
  await expect(page.getByText(/^Password changed/)).toBeVisible();
  expect(await countLoggedIn(others)).toBe(0);
  await page.goto("/account");
  await expectAccountPage(page);
  await mailbox.withSubject(user.email, "Your password was changed");
});
