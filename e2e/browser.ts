import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** The headless shell first: a whole browser starts a process for its own toolbar with each test. */
const SYSTEM_BROWSERS = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** Returns the launch options for the browser: the one of `CHROMIUM_PATH`, Playwright's own or the system's. */
export function browserOptions() {
  const isRoot = process.getuid?.() === 0;
  return {
    // By default, Playwright starts its own headless shell.
    executablePath: hasOwnBrowser() ? undefined : findSystemBrowser(),
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

const hasOwnBrowser = () => !process.env.CHROMIUM_PATH && existsSync(chromium.executablePath());

const findSystemBrowser = () => [process.env.CHROMIUM_PATH ?? "", ...SYSTEM_BROWSERS].find(existsSync);

const hasBrowser = () => hasOwnBrowser() || findSystemBrowser() !== undefined;

/** Installs Chromium if no browser is found: Playwright's build, or else Debian's package. */
export function installBrowser(): void {
  if (hasBrowser()) return;
  console.log("Chromium was not found. Installing it.");
  const commands = [
    ["npx", "playwright", "install", "chromium"],
    ["sh", "-c", "apt-get update -q && apt-get install -qy chromium-headless-shell"],
  ];
  for (const [command = "", ...args] of commands) {
    try {
      execFileSync(command, args, { stdio: "inherit" });
      if (hasBrowser()) return;
    } catch {
      // The next command may work.
    }
  }
  throw new Error("The browser tests need Chromium. Install it, or set CHROMIUM_PATH to its executable.");
}
