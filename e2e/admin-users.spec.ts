import { findViolations } from "./axe";
import { linkIn } from "./emails";
import { expect, test } from "./fixtures";
import { logInAs } from "./staff";
import { logIn, register } from "./steps";
import { ADMIN } from "./test-server";
import { newUser } from "./test-users";
import { registerVerified } from "./verified-user";

test("hides the list of users from everyone but admins", async ({ page, user }) => {
  const anonymous = await page.goto("/admin/users");
  expect(anonymous?.status()).toBe(404);
  await registerVerified(page, user);
  await logIn(page, user);
  const response = await page.goto("/admin/users");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await expect(page.getByLabel("Account menu")).toBeVisible();
  await expect(page).not.toHaveTitle(/Users/);
});

test("keeps search, filters and order in the URL", async ({ page, user, openOtherBrowser }) => {
  await register(await openOtherBrowser(), user);

  await logIn(page, ADMIN);
  await page.goto("/admin/users");
  await expect(page.getByText(/^[\d,]+ users?$/)).toBeVisible();
  await page.getByLabel("Search by username or email").fill(user.email.toUpperCase());
  await page.getByLabel("Verification status").selectOption("no");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/q=USER_/);
  await expect(page).toHaveURL(/verified=no/);
  await expect(page.getByText("1 result", { exact: true })).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: user.username });
  await expect(row).toContainText("Unverified");

  await page.getByLabel("Verification status").selectOption("yes");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByText("No users found")).toBeVisible();
  await page.getByRole("link", { name: "Clear" }).click();
  await expect(page.getByText(/^[\d,]+ users?$/)).toBeVisible();

  // Wildcards of SQL match only themselves.
  await page.goto("/admin/users?q=%25");
  await expect(page.getByText("No users found")).toBeVisible();
});

test("applies a filter when it is changed, and keeps the search", async ({ page, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "Without JavaScript, the button applies the filters.");
  await logIn(page, ADMIN);
  await page.goto("/admin/users?q=admin");
  await page.getByLabel("Role").selectOption("Admin");
  await expect(page).toHaveURL(/role=admin/);
  await expect(page).toHaveURL(/q=admin/);
  await expect(page.getByText(/^\d+ results?$/)).toBeVisible();
  await expect(page.getByLabel("Role")).toHaveValue("admin");
});

test("lists users in two lines on phones, with links that are large enough to tap", async ({ page }) => {
  await logIn(page, ADMIN);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/admin/users");
  await expect(page.getByRole("row").first()).toBeVisible();
  const heights = await page.locator("tbody tr").evaluateAll((rows) => rows.map((row) => row.clientHeight));
  expect(Math.max(...heights)).toBeLessThan(80);
  for (const link of await page.getByRole("link").all()) {
    const box = await link.boundingBox();
    if (box) expect(box.height).toBeGreaterThanOrEqual(24);
  }
});

test("invites a user, who sets a password and logs in", async ({
  page,
  mailbox,
  openOtherBrowser,
  javaScriptEnabled,
}) => {
  const person = newUser();
  await logInAs(page, "admin");
  await page.goto("/admin/users");
  await page.getByRole("link", { name: "Invite user" }).click();
  await page.waitForURL(/\/admin\/users\/new$/);
  if (javaScriptEnabled !== false) expect(await findViolations(page)).toEqual([]);
  await page.getByLabel("Username").fill(person.username);
  await page.getByLabel("Email").fill(ADMIN.email);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText("An account with this email address already exists.")).toBeVisible();
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText(`${person.username} created.`)).toBeVisible();
  const mail = await mailbox.withSubject(person.email, "Your invitation");
  const other = await openOtherBrowser();
  await other.goto(linkIn(mail));
  if (javaScriptEnabled !== false) expect(await findViolations(other)).toEqual([]);
  await other.getByLabel("Password", { exact: true }).fill(person.password);
  await other.getByLabel("Confirm password").fill(person.password);
  await other.getByRole("button", { name: "Set password" }).click();
  await expect(other.getByText("Your account is ready.")).toBeVisible();
  await logIn(other, person);
});
