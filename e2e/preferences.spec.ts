import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { logIn } from "./steps";
import { registerVerified } from "./verified-user";

const PUBLIC_PATHS = [
  "/",
  "/register",
  "/login",
  "/forgot-password",
  "/check-email",
  "/api/docs",
  "/gallery",
];
const ACCOUNT_PATHS = [
  "/account",
  "/account/profile",
  "/account/email",
  "/account/password",
  "/account/security",
  "/account/security/authenticator",
  "/account/devices",
  "/account/activity",
  "/account/data",
];

/** Returns how many elements of the page have a transition or an animation that somebody could see. */
function countMoving(page: Page): Promise<number> {
  return page.evaluate(() => {
    const isVisible = (durations: string) =>
      durations.split(", ").some((duration) => Number.parseFloat(duration) > 0.001);
    const styles = [...document.querySelectorAll("*")].flatMap((element) =>
      ["", "::before", "::after", "::backdrop"].map((part) => getComputedStyle(element, part)),
    );
    return styles.filter(
      ({ transitionDuration, animationDuration, animationName, animationIterationCount }) =>
        isVisible(transitionDuration) ||
        (animationName !== "none" &&
          (isVisible(animationDuration) || animationIterationCount.includes("infinite"))),
    ).length;
  });
}

test("with reduced motion nothing moves", async ({ page, user }) => {
  await registerVerified(page, user);
  await page.goto("/gallery");
  expect(await countMoving(page)).toBeGreaterThan(10);
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const path of PUBLIC_PATHS) {
    await page.goto(path);
    expect(await countMoving(page), path).toBe(0);
  }
  await page.goto("/gallery");
  await page.getByRole("button", { name: "Show toast after a redirect" }).click();
  await page.getByText("Chrome on Linux removed and logged out.").waitFor();
  await page.getByLabel("Actions for Chrome on Linux").click();
  await page.locator("summary").filter({ hasText: "Remove device" }).click();
  await page.getByRole("dialog", { name: "Remove Chrome on Linux?" }).waitFor();
  expect(await countMoving(page)).toBe(0);
  await logIn(page, user);
  for (const path of ACCOUNT_PATHS) {
    await page.goto(path);
    expect(await countMoving(page), path).toBe(0);
  }
});

test("pages can be zoomed to 200 %, and to 400 %, without scrolling sideways", async ({ page, user }) => {
  await registerVerified(page, user);
  const check = async (paths: string[]) => {
    for (const path of paths) {
      await page.goto(path);
      for (const zoom of [2, 4]) {
        // A zoom leaves this much of a screen of 1280 by 1024.
        await page.setViewportSize({ width: 1280 / zoom, height: 1024 / zoom });
        expect(await overflow(page), `${path} at ${zoom * 100} %`).toBe(0);
      }
    }
  };
  await check(PUBLIC_PATHS);
  await logIn(page, user);
  await check(ACCOUNT_PATHS);
});

test("text can be twice as large without being cut off or scrolled sideways", async ({ page, user }) => {
  await registerVerified(page, user);
  const check = async (paths: string[]) => {
    for (const path of paths) {
      await page.goto(path);
      await page.evaluate(() => {
        document.documentElement.style.fontSize = "200%";
      });
      expect(await overflow(page), path).toBe(0);
      expect(await cutOff(page), path).toEqual([]);
    }
  };
  await check(PUBLIC_PATHS);
  await logIn(page, user);
  await check(ACCOUNT_PATHS);
});

test("forced colors leave buttons, fields and the current page recognizable", async ({ page, user }) => {
  await registerVerified(page, user);
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto("/gallery");
  const controls = page.locator(".button, input:not([type=hidden]), select, textarea");
  const withoutEdge = await controls.evaluateAll((elements) =>
    elements
      .filter((element) => element.checkVisibility())
      .filter((element) => {
        const { borderTopStyle, borderTopWidth, appearance } = getComputedStyle(element);
        return appearance === "none" && (borderTopStyle === "none" || borderTopWidth === "0px");
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(await controls.count()).toBeGreaterThan(20);
  expect(withoutEdge).toEqual([]);
  await logIn(page, user);
  await page.goto("/account/security");
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    const links = page.getByRole("navigation", { name: "Account" }).getByRole("link");
    const looks = await links.evaluateAll((all) =>
      all.map((link) => {
        const { color, backgroundColor, borderBottomColor, textDecorationLine } = getComputedStyle(link);
        const look = [color, backgroundColor, borderBottomColor, textDecorationLine].join();
        return { isCurrent: link.getAttribute("aria-current") === "page", look };
      }),
    );
    const current = looks.filter(({ isCurrent }) => isCurrent).map(({ look }) => look);
    expect(current).toHaveLength(1);
    expect(
      looks.filter(({ look }) => look === current[0]),
      `at ${width}`,
    ).toHaveLength(1);
  }
});

function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Returns the buttons, links and labels whose text doesn't fit into them. */
function cutOff(page: Page): Promise<string[]> {
  return page.locator("button, summary, label, nav a, h1, h2").evaluateAll((elements) =>
    elements
      .filter((element) => element.checkVisibility() && getComputedStyle(element).overflow !== "visible")
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => element.textContent ?? ""),
  );
}
