import { createApiUser } from "./api-client";
import { findViolations } from "./axe";
import { expect, test } from "./fixtures";
import { logInAs } from "./staff";

test("shows the chosen columns, and keeps them in the URL", async ({ page, isMobile, javaScriptEnabled }) => {
  test.skip(isMobile, "Narrow screens have no columns.");
  const { username } = await createApiUser();
  await logInAs(page, "admin");
  await page.goto(`/admin/users?q=${username}`);
  const heading = (name: string) => page.getByRole("columnheader", { name });
  await expect(heading("Two-factor")).toBeVisible();
  await expect(heading("Last login")).toBeHidden();
  const menu = page.locator("summary").filter({ hasText: "Columns" });
  await menu.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("checkbox", { name: "Two-factor" }).uncheck();
  await page.getByRole("checkbox", { name: "Last login" }).check();
  if (javaScriptEnabled !== false) expect(await findViolations(page)).toEqual([]);
  // The check leaves the page as wide as a phone, where it has no columns.
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.getByRole("button", { name: "Show columns" }).click();
  await page.waitForURL(/columns=/);
  await expect(heading("Last login")).toBeVisible();
  await expect(heading("Two-factor")).toBeHidden();
  await expect(heading("Username")).toBeVisible();
  await expect(page.getByRole("button", { name: "Show columns" })).toBeHidden();
  await expect(menu).toBeFocused();

  await page.getByRole("combobox", { name: "Verification status" }).selectOption("Verified");
  if (javaScriptEnabled === false) await page.getByRole("button", { name: "Search" }).click();
  await page.waitForURL(/verified=yes/);
  await expect(heading("Last login")).toBeVisible();
  await expect(heading("Two-factor")).toBeHidden();
  // The export begins with the columns of the page.
  await page.getByRole("link", { name: "Export CSV" }).click();
  await expect(page.getByLabel("Last login")).toBeChecked();
  await expect(page.getByLabel("Two-factor")).not.toBeChecked();

  await page.goto(`/admin/users?q=${username}&columns=root,%00`);
  await expect(heading("Two-factor")).toBeVisible();
});
