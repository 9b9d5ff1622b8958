import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { fillRegistration, logIn } from "./steps";
import { registerVerified } from "./verified-user";

const MAX_SHIFT = 0.02;

/** Collects the layout shifts of a page that no input has caused, from its start. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      })[]) {
        if (!entry.hadRecentInput) shifts.push(entry.value);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () =>
    page.evaluate(() =>
      (window as unknown as { shifts: number[] }).shifts.reduce((sum, shift) => sum + shift, 0),
    );
}

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]) {
  test(`forms stay where they are while they load and are filled in, ${viewport.width} px wide`, async ({
    page,
    user,
  }) => {
    await page.setViewportSize(viewport);
    const shift = await watchShifts(page);
    for (const path of ["/register", "/login"]) {
      await page.goto(path, { waitUntil: "networkidle" });
      if (path === "/register") await fillRegistration(page, user);
      else await page.getByLabel("Password").fill(user.password);
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(1_500);
      expect(await shift(), path).toBeLessThan(MAX_SHIFT);
    }
  });
}

test("the forms fit on a screen of 1280 by 800 and into 320 pixels, and can be zoomed", async ({ page }) => {
  for (const [path, button] of [
    ["/register", "Create account"],
    ["/login", "Log in"],
  ] as const) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(path);
    await expect(page.getByRole("button", { name: button, exact: true })).toBeInViewport({ ratio: 1 });
    // 640 by 400 is what a zoom of 200 % leaves of the screen.
    for (const size of [
      { width: 640, height: 400 },
      { width: 320, height: 256 },
    ]) {
      await page.setViewportSize(size);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${path} at ${size.width}`).toBe(0);
    }
  }
});

test("people who are logged in are sent on from the forms of strangers", async ({ page, user }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  for (const [path, target] of [
    ["/login", "/account"],
    ["/register", "/account"],
    ["/forgot-password", "/account"],
    ["/resend-verification", "/account"],
    ["/login?next=/account/data", "/account/data"],
    ["/login?next=https://evil.example", "/account"],
  ] as const) {
    await page.goto(path);
    await expect(page).toHaveURL(target);
  }
  // A reset link works for whoever has it.
  await page.goto("/reset-password?token=x");
  await expect(page.getByRole("heading", { name: "This link is no longer valid" })).toBeVisible();
});

test("keeps the sign-up form usable in forced colors and with reduced motion", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await page.goto("/register");
  const password = page.getByLabel("Password", { exact: true });
  await password.fill("password1");
  await expect(password).toHaveAccessibleDescription(/^Weak/);
  const colors = await page
    .locator("form [data-filled]")
    .evaluateAll((steps) => steps.map((step) => getComputedStyle(step).backgroundColor));
  expect(colors).toHaveLength(4);
  expect(new Set(colors).size).toBe(2);
});
