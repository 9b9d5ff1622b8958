import type { Page } from "@playwright/test";
import { expect, flashCookies, test } from "./fixtures";
import { BASE_URL } from "./test-server";

const TOAST = "Chrome on Linux removed and logged out.";
const menuButton = (page: Page) => page.getByLabel("Actions for Chrome on Linux");
const menuItem = (page: Page) => page.locator("summary").filter({ hasText: "Remove device" });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Remove Chrome on Linux?" });

test("a menu opens, moves and closes by keyboard, and closes by a click elsewhere", async ({ page }) => {
  await page.goto("/gallery");
  const rename = page.getByRole("link", { name: "Rename" });
  await menuButton(page).focus();
  await page.keyboard.press("Enter");
  await expect(rename).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(rename).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(menuItem(page)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(rename).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(rename).toBeHidden();
  await expect(menuButton(page)).toBeFocused();
  await menuButton(page).click();
  await expect(rename).toBeVisible();
  await page.getByRole("heading", { name: "Gallery" }).click();
  await expect(rename).toBeHidden();
});

test("a confirmation keeps the focus, closes without an effect, and closes once it is done", async ({
  page,
}) => {
  await page.goto("/gallery");
  await menuButton(page).click();
  await menuItem(page).click();
  await expect(dialog(page)).toBeVisible();
  await expect(dialog(page).getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await expect(menuItem(page)).toBeFocused();
  await menuItem(page).click();
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await expect(dialog(page)).toBeHidden();
  await menuItem(page).click();
  await dialog(page).getByRole("button", { name: "Remove device" }).click();
  await expect(page.getByText(TOAST)).toBeVisible();
  await expect(dialog(page)).toBeHidden();
});

test("a confirmation stays open when the button is pressed inside and released outside", async ({ page }) => {
  await page.goto("/gallery");
  await menuButton(page).click();
  await menuItem(page).click();
  await expect(page.locator("dialog:modal")).toBeVisible();
  await dialog(page).getByRole("heading").hover();
  await page.mouse.down();
  await page.mouse.move(2, 2);
  await page.mouse.up();
  await expect(dialog(page)).toBeVisible();
  await page.mouse.click(2, 2);
  await expect(dialog(page)).toBeHidden();
});

test("a confirmation that is opened again before its close event is shown", async ({ page }) => {
  await page.goto("/gallery");
  await menuButton(page).click();
  await menuItem(page).click();
  await expect(page.locator("dialog:modal")).toBeVisible();
  // The press on Cancel closes the dialog and queues its close event. The second press comes before that.
  await dialog(page).evaluate((element) => {
    element.querySelector<HTMLElement>("[data-dialog-close]")?.click();
    element.closest("details")?.querySelector("summary")?.click();
    return new Promise((resolve) => element.addEventListener("close", () => setTimeout(resolve, 100)));
  });
  await expect(dialog(page)).toBeVisible();
  await dialog(page).getByRole("button", { name: "Remove device" }).click();
  await expect(page.getByText(TOAST)).toBeVisible();
});

test("a message is shown once: not again after a reload or on another page", async ({ page, context }) => {
  await page.goto("/gallery");
  await page.getByRole("button", { name: "Show toast after a redirect" }).click();
  await expect(page.getByText(TOAST)).toBeVisible();
  await expect.poll(() => flashCookies(context)).toEqual([]);
  await page.getByRole("status").filter({ hasText: TOAST }).getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByText(TOAST)).toBeHidden();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Gallery" })).toBeVisible();
  await expect(page.getByText(TOAST)).toHaveCount(0);
});

test("a menu, a confirmation and its message work without JavaScript", async ({ openOtherBrowser }) => {
  const page = await openOtherBrowser({ javaScriptEnabled: false, baseURL: BASE_URL });
  await page.goto("/gallery");
  await menuButton(page).click();
  await menuItem(page).click();
  const confirmation = page.locator("dialog").filter({ hasText: "Remove Chrome on Linux?" });
  await confirmation.getByRole("button", { name: "Remove device" }).click();
  await expect(page.getByText(TOAST)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Gallery" })).toBeVisible();
  await expect(page.getByText(TOAST)).toHaveCount(0);
});

test("a forged message is not shown", async ({ page, context }) => {
  const content = Buffer.from(
    JSON.stringify({ key: "1", id: "device_removed", values: { name: "Call +1 555 0100" } }),
  );
  const value = `${content.toString("base64url")}.${"A".repeat(43)}`;
  await context.addCookies([{ name: "flash", value, url: BASE_URL }]);
  await page.goto("/login");
  await expect(page.getByRole("heading", { name: "Log in", exact: true })).toBeVisible();
  await expect(page.getByText("555 0100")).toHaveCount(0);
});

test("the chosen color scheme is in the page from the start, whatever the device prefers", async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/gallery");
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole("button", { name: "dark", exact: true }).click();
  await expect.poll(background).not.toBe(light);
  const html = await (await page.request.get("/gallery")).text();
  expect(html).toMatch(/<html[^>]* data-theme="dark"/);
  expect(html).toMatch(/<meta name="theme-color" content="#121614"\/>/);
  await page.getByRole("button", { name: "system", exact: true }).click();
  await expect.poll(background).toBe(light);
});

test("times are relative from the start, and exact in the tooltip", async ({ page, openOtherBrowser }) => {
  const plain = await openOtherBrowser({ javaScriptEnabled: false, baseURL: BASE_URL });
  await plain.goto("/gallery");
  const rendered = plain.locator("time").nth(1);
  await expect(rendered).toHaveText("2 minutes ago");
  await expect(rendered).toHaveAttribute("title", /^\d{1,2} \w{3,4} \d{4}, \d{2}:\d{2} UTC$/);
  await page.goto("/gallery");
  const hydrated = page.locator("time").nth(1);
  await expect(hydrated).toHaveText("2 minutes ago");
  await expect(hydrated).toHaveAttribute("title", /\d{2}:\d{2}:\d{2}/);
});

test("icons, the manifest and the link preview are made from the brand", async ({ page }) => {
  await page.goto("/login");
  const manifest = await page.locator("link[rel=manifest]").getAttribute("href");
  expect(await (await page.request.get(String(manifest))).json()).toMatchObject({ name: "Real MFA" });
  for (const [selector, attribute, type] of [
    ["link[rel=icon]", "href", "image/svg+xml"],
    ["link[rel=apple-touch-icon]", "href", "image/png"],
    ["meta[property='og:image']", "content", "image/png"],
  ] as const) {
    const url = await page.locator(selector).first().getAttribute(attribute);
    const response = await page.request.get(String(url));
    expect([response.status(), response.headers()["content-type"]]).toEqual([200, type]);
    expect(response.headers()["cache-control"]).toContain("immutable");
  }
  expect((await page.request.get("/brand/none.png")).status()).toBe(404);
});
