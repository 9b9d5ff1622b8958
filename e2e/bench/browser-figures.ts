import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { browserOptions } from "@/e2e/browser";

const SLOWDOWN = 4;
const SETTLE_MS = 1_500;

/** What a page costs a browser: all scripts that it comes to load, in gzipped kB, and its longest task in ms. */
export async function browserFigures(url: string): Promise<{ scriptKb: number; longestTaskMs: number }> {
  const browser = await chromium.launch(browserOptions());
  try {
    const page = await browser.newPage();
    const sizes: Promise<number>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() !== "script") return;
      sizes.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.addInitScript(() => {
      const seen: number[] = [];
      Object.assign(window, { longTasks: seen });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) seen.push(duration);
      }).observe({ type: "longtask", buffered: true });
    });
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    await page.goto(url, { waitUntil: "networkidle" });
    // What is loaded only when newUser begins to type counts too.
    const password = page.getByLabel("Password", { exact: true });
    if (await password.count()) await password.pressSequentially("Qv7!mzorbit-lane");
    await page.waitForTimeout(SETTLE_MS);
    const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    return { scriptKb: bytes / 1000, longestTaskMs: Math.max(0, ...tasks) };
  } finally {
    await browser.close();
  }
}
