import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";
import { browserOptions, installBrowser } from "./e2e/browser";
import {
  ADMIN,
  ALLOWED_ORIGIN,
  BASE_URL,
  DATA_DIR,
  LOG_FILE,
  MAILBOX_PORT,
  PORT,
  WEBHOOK_SECRET,
} from "./e2e/test-server";

// Each worker process reads this file again. Only the main process checks the prerequisites.
if (!process.env.TEST_WORKER_INDEX) {
  if (!existsSync(".next/BUILD_ID"))
    throw new Error("The browser tests need a build. Run `npm run build` first.");
  installBrowser();
}

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  fullyParallel: false,
  workers: 2,
  // At least twice what the slowest machine needs. Only a failing test takes this long.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    baseURL: BASE_URL,
    launchOptions: browserOptions(),
    // Recording traces takes time, and CI keeps no files.
    trace: process.env.CI ? "off" : "retain-on-failure",
  },
  projects: [
    { name: "wide", use: { ...devices["Desktop Chrome"] } },
    // What looks or is operated in another way on a phone. The layout of the other pages is checked without their flows.
    {
      name: "narrow",
      testMatch: [
        "happy-path.spec.ts",
        "waiting-page.spec.ts",
        "admin-{bulk,overview,user-menu,users,users-columns}.spec.ts",
        "account/{devices,overview,profile}.spec.ts",
        "keyboard.spec.ts",
      ],
      use: { ...devices["Pixel 7"] },
    },
    {
      name: "without-javascript",
      testMatch: [
        "happy-path.spec.ts",
        "verification.spec.ts",
        "waiting-page.spec.ts",
        "admin-*.spec.ts",
        "account/*.spec.ts",
        "register.spec.ts",
        "remove-registration.spec.ts",
        "takeover.spec.ts",
      ],
      use: { ...devices["Desktop Chrome"], javaScriptEnabled: false },
    },
  ],
  webServer: {
    command: `rm -rf ${DATA_DIR} && mkdir -p ${DATA_DIR} && node --import tsx lib/local-services/run.ts preview > ${LOG_FILE} 2>&1`,
    url: `${BASE_URL}/api/health`,
    timeout: 120_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    env: {
      PORT: String(PORT),
      MAILBOX_PORT: String(MAILBOX_PORT),
      DATA_DIR,
      ...(process.env.TEST_DATABASE_URL && { DATABASE_URL: process.env.TEST_DATABASE_URL }),
      ...(process.env.TEST_REDIS_URL && { REDIS_URL: process.env.TEST_REDIS_URL }),
      // Each test has its own IP address, so that the rate limits can stay as they are.
      TRUSTED_PROXIES: "1",
      BENCHMARK_BCRYPT_COST: "4",
      CORS_ALLOWED_ORIGINS: ALLOWED_ORIGIN,
      RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET,
      // A slow machine must not look like an outage.
      REDIS_TIMEOUT_MS: "15000",
      PAGE_TIMEOUT_MS: "15000",
      GALLERY: "on",
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
    },
  },
});
