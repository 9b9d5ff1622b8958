import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { browserOptions } from "@/e2e/browser";

const SLOWDOWN = 4;
const SETTLE_MS = 1_500;

/** Measures a page in a browser: all scripts that it loads, in kB after gzip, and its longest task in ms. */
export async function browserMetrics(url: string): Promise<{ scriptKb: number; longestTaskMs: number }> {
  const browser = await chromium.launch(browserOptions());
  try {
    const page = await browser.newPage();
    const sizes: Promise<number>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() !== "script") return;
      sizes.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.addInitScript(() => {
      const longTasks: number[] = [];
      Object.assign(window, { longTasks });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longTasks.push(duration);
      }).observe({ type: "longtask", buffered: true });
    });
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    await page.goto(url, { waitUntil: "networkidle" });
    // Includes what is loaded only once the user starts to type.
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
