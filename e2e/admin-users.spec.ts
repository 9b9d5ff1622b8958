import { expect, test } from "./fixtures";
import { logIn, register } from "./steps";
import { ADMIN } from "./test-server";
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
