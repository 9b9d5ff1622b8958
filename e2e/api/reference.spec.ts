import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";
import { type Operation, readPaths } from "../openapi-document";
import { expectAccountPage, logIn, openAccountMenu } from "../steps";
import { ADMIN } from "../test-server";

/** Returns every documented operation with its method and path. */
async function readOperations(): Promise<(Operation & { method: string; path: string })[]> {
  return Object.entries(await readPaths()).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ ...operation, method, path })),
  );
}

const loginSection = (page: Page) => page.locator("#login");
const contents = (page: Page) => page.getByRole("navigation", { name: "Contents" });

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("shows every operation with its fields and examples", async ({ page }) => {
    await page.goto("/api/docs");
    const operations = await readOperations();
    expect(operations.length).toBeGreaterThan(20);
    for (const { operationId, summary, method, path } of operations) {
      const section = page.locator(`section#${operationId}`);
      await expect(section.getByRole("heading", { level: 3 })).toHaveText(summary);
      await expect(section.getByText(`${method.toUpperCase()} ${path}`)).toBeVisible();
      await expect(section.getByRole("group", { name: "with curl" })).toBeVisible();
      const link = contents(page).locator(`a[href="#${operationId}"]`).filter({ visible: true });
      await expect(link).toHaveText(`${summary}${method.toUpperCase()} ${path}`);
    }
    const fields = page.locator("#register").getByRole("listitem");
    await expect(fields.filter({ hasText: /^fingerprint_hash\s*string\s*Required/ })).toBeVisible();
    await expect(page.getByRole("button", { name: "Copy" })).toHaveCount(0);
    await expect(page.locator("main :is(p, li, dd)").filter({ hasText: "`" })).toHaveCount(0);
    const ids = await page.locator("[id]").evaluateAll((elements) => elements.map(({ id }) => id));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test("shows a request for fetch instead of curl", async ({ page }) => {
    await page.goto("/api/docs#login");
    const request = loginSection(page).getByRole("figure", { name: "Request" });
    await request.getByRole("radio", { name: "fetch" }).check();
    await expect(request.getByRole("group", { name: "with fetch" })).toContainText("await fetch(");
    await expect(request.getByRole("group", { name: "with curl" })).toBeHidden();
  });

  test("leads to an operation from the contents on a narrow screen", async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto("/api/docs");
    await page.getByText("Contents", { exact: true }).filter({ visible: true }).click();
    await contents(page).getByRole("link", { name: "List devices" }).click();
    await expect(page).toHaveURL(/#listDevices$/);
    await expect(page.locator("#listDevices").getByRole("heading", { level: 3 })).toBeInViewport();
    const width = await page.evaluate("document.documentElement.scrollWidth");
    expect(width).toBeLessThanOrEqual(320);
  });
});

test("copies the sample that is shown, in the language that was chosen for all", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/api/docs");
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  const request = loginSection(page).getByRole("figure", { name: "Request" });
  await request.getByRole("button", { name: "Copy" }).click();
  await expect(request.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await copied()).toBe(await request.getByRole("group", { name: "with curl" }).textContent());

  await request.getByRole("radio", { name: "fetch" }).press("Space");
  const other = page.locator("#logout").getByRole("figure", { name: "Request" });
  await expect(other.getByRole("group", { name: "with fetch" })).toBeVisible();
  await other.getByRole("button", { name: "Copy" }).click();
  await expect.poll(copied).toContain('method: "POST"');
});

test("marks the operation that is read in the contents", async ({ page }) => {
  await page.goto("/api/docs");
  const link = contents(page).getByRole("link", { name: /^Revoke session DELETE/ });
  await link.click();
  await expect(page).toHaveURL(/#revokeSession$/);
  await expect(page.locator("#revokeSession").getByRole("heading", { level: 3 })).toBeInViewport();
  await expect(link).toHaveAttribute("aria-current", "true");
  await expect(contents(page).locator("[aria-current]").filter({ visible: true })).toHaveCount(1);
});

test("leads to the document, to the login and back to the account", async ({ page }) => {
  await page.goto("/api/docs");
  await page.getByRole("link", { name: "OpenAPI 3.1" }).click();
  await expect(page.locator("body")).toContainText('"openapi":"3.1.0"');
  await page.goto("/api/docs");
  await page.getByRole("banner").getByRole("link", { name: "Log in", exact: true }).click();
  await expect(page).toHaveURL(/\/login$/);
  await logIn(page, ADMIN);
  await page.goto("/api/docs");
  await openAccountMenu(page);
  await page.getByRole("banner").getByRole("link", { name: "Account", exact: true }).click();
  await expectAccountPage(page);
});
