import { expect, test } from "./fixtures";
import { confirm, idOf, logInAs, openFilters, trigger } from "./staff";
import { queryDatabase, registerVerified } from "./verified-user";

test("hides the audit log from everyone but admins", async ({ page }) => {
  const anonymous = await page.goto("/admin/audit");
  expect(anonymous?.status()).toBe(404);
  await logInAs(page, "manager");
  const response = await page.goto("/admin/audit");
  expect(response?.status()).toBe(404);
  await expect(page).not.toHaveTitle(/Audit/);
});

test("shows what an admin did to whom, and keeps the filters in the URL", async ({
  page,
  user,
  openOtherBrowser,
}) => {
  await registerVerified(await openOtherBrowser(), user);
  const admin = await logInAs(page, "admin");
  const id = await idOf(user);
  await page.goto(`/admin/users/${id}`);
  await trigger(page, "Suspend user").click();
  await page.locator("textarea[name=reason]:visible").fill("Sends spam");
  await confirm(page, "Suspend user");
  await expect(page.getByText(`${user.username} suspended.`)).toBeVisible();

  await page.goto(`/admin/users/${id}`);
  await page.getByRole("link", { name: "Show in the audit log" }).click();
  await expect(page).toHaveURL(`/admin/audit?subject=${id}`);
  // A table on wide screens, and a list on narrow ones.
  const rows = page.locator(".page-list tbody tr, .page-list > ul > li").filter({ visible: true });
  const suspension = rows.filter({ hasText: "Account suspended" });
  await expect(suspension).toContainText("Sends spam");
  await expect(suspension.getByRole("link", { name: admin.username })).toBeVisible();
  await suspension.getByText("Details", { exact: true }).click();
  await expect(suspension.getByText("authn_login_lock")).toBeVisible();

  await page.goto("/admin/audit");
  await openFilters(page);
  await page.getByLabel("Subject").fill(user.email);
  await page.getByLabel("Actor").fill(admin.username);
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/actor=/);
  await expect(page.getByLabel("Actor")).toHaveValue(admin.username);
  await expect(rows.filter({ hasText: "Account suspended" })).toHaveCount(1);
  await expect(rows.filter({ hasText: "Account created" })).toHaveCount(0);

  await page.getByLabel("Search by person, IP address or ID").fill("nobody has this name");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByText("No events found")).toBeVisible();
  await page.getByRole("link", { name: "Clear" }).click();
  await expect(page).toHaveURL("/admin/audit");
  await expect(rows.first()).toBeVisible();
});

test("pages to older events and back", async ({ page }) => {
  await logInAs(page, "admin");
  const address = `10.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}.9`;
  await queryDatabase(
    `INSERT INTO audit_events (id, user_id, event, ip_address)
      SELECT gen_random_uuid(), gen_random_uuid(), 'sensitive_read', $1 FROM generate_series(1, 30)`,
    [address],
  );
  await page.goto(`/admin/audit?ip=${address}`);
  const rows = page.locator("tbody tr");
  await expect(rows).toHaveCount(25);
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(rows).toHaveCount(5);
  await page.getByRole("link", { name: "Newer" }).click();
  await expect(page).toHaveURL(/before=/);
  await expect(rows).toHaveCount(25);
});
