import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM_BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Returns the launch options for the installed browser: Playwright's own, or the system's. */
export function browserOptions() {
  const isRoot = process.getuid?.() === 0;
  return {
    executablePath: findBrowser(),
    args: [
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-gpu",
      // Chromium's sandbox does not work as root, and tests in a container often run as root.
      ...(isRoot ? ["--no-sandbox"] : []),
    ],
  };
}

function findBrowser(): string | undefined {
  return [process.env.CHROMIUM_PATH ?? "", chromium.executablePath(), ...SYSTEM_BROWSERS].find(existsSync);
}

/** Installs Chromium if no browser is found: Playwright's build, or else Debian's package. */
export function installBrowser(): void {
  if (findBrowser()) return;
  console.log("Chromium was not found. Installing it.");
  const commands = [
    ["npx", "playwright", "install", "chromium"],
    ["sh", "-c", "apt-get update -q && apt-get install -qy chromium"],
  ];
  for (const [command = "", ...args] of commands) {
    try {
      execFileSync(command, args, { stdio: "inherit" });
      if (findBrowser()) return;
    } catch {
      // The next command may work.
    }
  }
  throw new Error("The browser tests need Chromium. Install it, or set CHROMIUM_PATH to its executable.");
}
