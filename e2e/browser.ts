import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM_BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** How to start the browser that is there: Playwright's own, or the system's. */
export function browserOptions() {
  const isRoot = process.getuid?.() === 0;
  return {
    executablePath: findBrowser(),
    args: [
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-gpu",
      // Chromium's sandbox does not work for root, which is who runs tests in a container.
      ...(isRoot ? ["--no-sandbox"] : []),
    ],
  };
}

function findBrowser(): string | undefined {
  return [process.env.CHROMIUM_PATH ?? "", chromium.executablePath(), ...SYSTEM_BROWSERS].find(existsSync);
}

/** Gets a browser where there is none: Playwright's, or else Debian's. */
export function installBrowser(): void {
  if (findBrowser()) return;
  console.log("No Chromium here yet; getting one.");
  const attempts = [
    ["npx", "playwright", "install", "chromium"],
    ["sh", "-c", "apt-get update -q && apt-get install -qy chromium"],
  ];
  for (const [command = "", ...parameters] of attempts) {
    try {
      execFileSync(command, parameters, { stdio: "inherit" });
      if (findBrowser()) return;
    } catch {
      // The next way may work.
    }
  }
  throw new Error("The browser tests need Chromium: install it, or name it with CHROMIUM_PATH.");
}
