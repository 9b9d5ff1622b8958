import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { browserOptions } from "@/e2e/browser";

const SLOWDOWN = 4;
const SETTLE_MS = 1_500;

export type BrowserMetrics = {
  /** The scripts that the page loads by itself, in kB after gzip. */
  initialScriptKb: number;
  /** The same with those that it loads once a password is typed. */
  scriptKb: number;
  /** The scripts that its workers run. */
  workerKb: number;
  longestTaskMs: number;
};

/** Measures a page in a browser: the scripts that it loads, and its longest task. */
export async function browserMetrics(url: string): Promise<BrowserMetrics> {
  const browser = await chromium.launch(browserOptions());
  try {
    const page = await browser.newPage();
    const scripts: Promise<{ url: string; kb: number }>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() !== "script") return;
      const url = response.url();
      scripts.push(response.body().then((body) => ({ url, kb: gzipSync(body).length / 1000 })));
    });
    const workers = new Set<string>();
    page.on("worker", (worker) => workers.add(worker.url()));
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
    await page.waitForTimeout(SETTLE_MS);
    const initial = await Promise.all(scripts);
    const password = page.getByLabel("Password", { exact: true });
    if (await password.count()) await password.pressSequentially("Qv7!mzorbit-lane");
    await page.waitForTimeout(SETTLE_MS);
    const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
    const all = await Promise.all(scripts);
    return {
      initialScriptKb: sum(initial),
      scriptKb: sum(all.filter(({ url }) => !workers.has(url))),
      workerKb: sum(all.filter(({ url }) => workers.has(url))),
      longestTaskMs: Math.max(0, ...tasks),
    };
  } finally {
    await browser.close();
  }
}

function sum(scripts: { kb: number }[]): number {
  return scripts.reduce((total, { kb }) => total + kb, 0);
}
