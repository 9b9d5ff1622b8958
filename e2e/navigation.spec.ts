import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { logIn, logOut, openAccountMenu } from "./steps";
import { ADMIN, BASE_URL } from "./test-server";
import { registerVerified } from "./verified-user";

const menuItem = (page: Page, name: string) => page.getByRole("banner").getByRole("link", { name });
const theme = (page: Page) => page.locator("html").getAttribute("data-theme");

test("the account menu opens, moves and closes by keyboard, and marks the current page", async ({ page }) => {
  await logIn(page, ADMIN);
  await page.goto("/account");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Account menu")).toBeFocused();
  await page.keyboard.press("Enter");
  for (const name of ["Account", "Admin", "API reference"]) {
    await page.keyboard.press("ArrowDown");
    await expect(menuItem(page, name)).toBeFocused();
  }
  await expect(menuItem(page, "Account")).toHaveAttribute("aria-current", "page");
  for (const name of ["Light", "Dark", "System", "Log out"]) {
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name, exact: true })).toBeFocused();
  }
  await page.keyboard.press("Escape");
  await expect(menuItem(page, "Account")).toBeHidden();
  await expect(page.getByLabel("Account menu")).toBeFocused();
  await openAccountMenu(page);
  await menuItem(page, "Admin").click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await expect(menuItem(page, "Admin")).toBeHidden();
  await openAccountMenu(page);
  await expect(menuItem(page, "Admin")).toHaveAttribute("aria-current", "page");
  await page.keyboard.press("Escape");
  const pages = page.getByRole("navigation", { name: "Admin area" });
  await pages.getByRole("link", { name: "Users" }).click();
  await expect(page.getByRole("heading", { name: "Users" })).toBeVisible();
  await openAccountMenu(page);
  await expect(menuItem(page, "Admin")).toHaveAttribute("aria-current", "true");
});

test("the menu leads only admins to the admin area, and logs out", async ({ page, user }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  await openAccountMenu(page);
  await expect(page.getByRole("banner").getByText(user.email)).toBeVisible();
  await expect(menuItem(page, "Account")).toBeVisible();
  await expect(menuItem(page, "Admin")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await logOut(page);
  await expect(page).toHaveURL("/login");
});

for (const javaScriptEnabled of [true, false]) {
  test(`the theme is chosen in the menu ${javaScriptEnabled ? "with" : "without"} JavaScript, and stays`, async ({
    openOtherBrowser,
    user,
  }) => {
    const page = await openOtherBrowser({ javaScriptEnabled, baseURL: BASE_URL });
    await registerVerified(page, user);
    await logIn(page, user);
    await page.goto("/account/profile?from=menu");
    await openAccountMenu(page);
    await page.getByRole("button", { name: "Dark", exact: true }).click();
    await expect.poll(() => theme(page)).toBe("dark");
    await expect(page).toHaveURL("/account/profile?from=menu");
    await page.goto("/no-such-page");
    expect(await theme(page)).toBe("dark");
    await openAccountMenu(page);
    await expect(page.getByRole("button", { name: "Dark", exact: true })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    await page.getByRole("button", { name: "System", exact: true }).click();
    await expect.poll(() => theme(page)).toBe(null);
  });
}

test("the header stays on pages that don't exist and on the API reference", async ({ page, user }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  for (const [path, status] of [
    ["/no-such-page", 404],
    ["/account/no-such-page", 404],
    ["/api/docs", 200],
  ] as const) {
    const response = await page.goto(path);
    expect(response?.status()).toBe(status);
    await expect(page.getByLabel("Account menu")).toBeVisible();
    await expect(page.getByRole("banner")).toHaveCount(1);
  }
});

test("the account's navigation is one row on phones, with the current page in view", async ({
  page,
  user,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto("/account/data");
  const navigation = page.getByRole("navigation", { name: "Account" });
  expect((await navigation.boundingBox())?.height).toBeLessThan(60);
  await expect(navigation.getByRole("link", { name: "Data and deletion" })).toBeInViewport({ ratio: 0.9 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test("the shapes of a page are shown while it is loading", async ({ page, user }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/account\/activity\?.*_rsc=|account\/activity.*/, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("link", { name: "Activity", exact: true }).click();
  await expect(page.getByText("Loading…")).toBeVisible();
  await expect(page.locator(".page-content")).toBeHidden();
  release();
  await expect(page.getByRole("heading", { name: "Activity" })).toBeVisible();
  await expect(page.getByText("Loading…")).toBeHidden();
});

test("links inside a page show that their page is loading, too", async ({ page, user }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  for (const [path, name] of [
    ["/account", "Edit profile"],
    ["/account/activity", "Security"],
    ["/account/security", "Add a passkey"],
  ] as const) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    await page.route(/_rsc=/, () => {});
    await page.getByRole("main").getByRole("link", { name, exact: true }).last().click();
    await expect(page.locator("[data-pending]"), name).toHaveCount(1);
    // What is still waiting for an answer must not lead away from the next page.
    await page.goto("about:blank");
    await page.unrouteAll({ behavior: "ignoreErrors" });
  }
});

test("account pages start at the top, and the row of pages shows the current one", async ({ page, user }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  for (const { width, height } of [
    { width: 1280, height: 500 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize({ width, height });
    await page.goto("/account/data");
    await expect(page.getByRole("heading", { name: "Data and deletion" })).toBeVisible();
    await expect(
      page.getByRole("navigation", { name: "Account" }).locator("[aria-current=page]"),
    ).toBeInViewport();
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
  }
});
