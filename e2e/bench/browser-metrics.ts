import { gzipSync } from "node:zlib";
import { chromium, type Page } from "@playwright/test";
import { browserOptions } from "@/e2e/browser";
import { logIn } from "@/e2e/steps";
import type { Credentials } from "@/e2e/test-users";

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
    const scripts = collectScripts(page);
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

/**
 * Logs in, and returns the page with the most scripts, in kB after gzip.
 *
 * @param paths the pages to compare
 */
export async function heaviestPage(
  appUrl: string,
  { email, password }: Credentials,
  paths: readonly string[],
): Promise<{ path: string; kb: number }> {
  const browser = await chromium.launch(browserOptions());
  try {
    const page = await browser.newPage();
    await logIn(page, { email, password }, appUrl);
    const storageState = await page.context().storageState();
    let heaviest = { path: "", kb: 0 };
    for (const path of paths) {
      // A context of its own has an empty cache.
      const context = await browser.newContext({ storageState });
      const visit = await context.newPage();
      const scripts = collectScripts(visit);
      const response = await visit.goto(appUrl + path, { waitUntil: "networkidle" });
      if (response?.status() !== 200 || !visit.url().endsWith(path))
        throw new Error(`${path} was not shown.`);
      const kb = sum(await Promise.all(scripts));
      if (kb > heaviest.kb) heaviest = { path, kb };
      await context.close();
    }
    return heaviest;
  } finally {
    await browser.close();
  }
}

type Script = { url: string; kb: number };

/** Returns a list to which the scripts that a page loads from now on are added, with their size after gzip. */
function collectScripts(page: Page): Promise<Script>[] {
  const scripts: Promise<Script>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    const url = response.url();
    scripts.push(response.body().then((body) => ({ url, kb: gzipSync(body).length / 1000 })));
  });
  return scripts;
}

function sum(scripts: { kb: number }[]): number {
  return scripts.reduce((total, { kb }) => total + kb, 0);
}
