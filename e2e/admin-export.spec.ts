import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { expect, test } from "./fixtures";
import { idOf, logInAs } from "./staff";
import { queryDatabase, registerVerified } from "./verified-user";

async function download(page: Page): Promise<{ name: string; records: string[][] }> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download CSV" }).click();
  const file = await downloading;
  const records = parse(await readFile(await file.path()), { bom: true });
  return { name: file.suggestedFilename(), records };
}

test("exports the filtered list of users with the chosen columns, and records it", async ({
  page,
  user,
  openOtherBrowser,
}) => {
  await registerVerified(await openOtherBrowser(), user);
  const admin = await logInAs(page, "admin");
  await page.goto(`/admin/users?q=${user.username}`);
  await page.getByRole("link", { name: "Export CSV" }).click();
  await expect(page.getByRole("heading", { name: "Export users" })).toBeVisible();
  await expect(page.getByLabel("Email", { exact: true })).toBeChecked();
  await page.getByLabel("Phone number").uncheck();
  const { name, records } = await download(page);
  expect(name).toMatch(/^users-\d{4}-\d\d-\d\d\.csv$/);
  const [head = [], ...rows] = records;
  expect(head).not.toContain("phone_number");
  expect(rows).toHaveLength(1);
  expect(rows[0]?.[head.indexOf("email")]).toBe(user.email);

  await page.goto(`/admin/audit?event=sensitive_read&actor=${admin.username}`);
  await expect(page.getByText("Export of users as CSV done: 1 row").filter({ visible: true })).toBeVisible();
});

test("asks for the password before an export if the last login is older", async ({ page }) => {
  const admin = await logInAs(page, "admin");
  const id = await idOf(admin);
  await queryDatabase("UPDATE sessions SET authenticated_at = now() - interval '1 hour' WHERE user_id = $1", [
    id,
  ]);
  await page.goto(`/admin/audit/export?subject=${id}`);
  await page.getByLabel("IP address").uncheck();
  await page.getByLabel("Your password").fill("a wrong password");
  await page.getByRole("button", { name: "Download CSV" }).click();
  await expect(page).toHaveURL(/problem=incorrect_password/);
  await expect(page.getByLabel("IP address")).not.toBeChecked();
  await page.getByLabel("Your password").fill(admin.password);
  const { records } = await download(page);
  const [head = [], ...rows] = records;
  expect(head).not.toContain("ip_address");
  expect(new Set(rows.map((row) => row[head.indexOf("subject_id")]))).toEqual(new Set([id]));
});

test("hides exports from managers", async ({ page }) => {
  await logInAs(page, "manager");
  await page.goto("/admin/users");
  await expect(page.getByRole("link", { name: "Export CSV" })).toHaveCount(0);
  expect((await page.goto("/admin/users/export"))?.status()).toBe(404);
});
