import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";

const VIEWPORTS = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];
const FRAME_PAINT_MS = 500;
/** Chromium takes no picture of more than 16,384 pixels. The API reference is longer; its end looks like the rest. */
const MAX_HEIGHT = 16_000;
const COLOR_SCHEMES = ["light", "dark"] as const;

/** Takes pictures of pages, at both widths and in both color schemes, into a folder. */
export class Camera {
  readonly taken: string[] = [];

  /** @param only pictures whose names don't match are left out */
  constructor(
    private readonly folder: string,
    private readonly only: RegExp,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  wants(name: string): boolean {
    return this.only.test(name);
  }

  /** Takes the pictures of the open page, from top to bottom, as `name-390-light.png` and so on. */
  async take(page: Page, name: string): Promise<void> {
    if (!this.wants(name)) return;
    for (const viewport of VIEWPORTS) {
      await page.setViewportSize(viewport);
      for (const colorScheme of COLOR_SCHEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await settle(page);
        const file = path.join(this.folder, `${name}-${viewport.width}-${colorScheme}.png`);
        const pageHeight = await page.evaluate(() => document.documentElement.scrollHeight);
        const clip = { x: 0, y: 0, width: viewport.width, height: Math.min(pageHeight, MAX_HEIGHT) };
        await page.screenshot({ path: file, fullPage: true, clip });
        this.taken.push(file);
      }
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow > 0) console.log(`${name} is ${overflow} px wider than its window.`);
  }
}

/** Waits until the fonts are there and nothing moves but what never ends, such as a spinner. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  // A frame of another origin is painted by a process of its own, at a moment of its own.
  if (page.frames().length > 1) await page.waitForTimeout(FRAME_PAINT_MS);
}
