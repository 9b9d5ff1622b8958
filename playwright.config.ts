import { defineConfig, devices } from "@playwright/test";
import { browserOptions, installBrowser } from "./e2e/browser";

const PORT = 4310;
const MAILBOX_PORT = 4325;
const DATA_DIR = ".data/e2e";
const WEBHOOK_SECRET = "whsec_YSBzZWNyZXQgZm9yIHRlc3Rz";

// Asked for by the main process alone; each worker reads this file again.
if (!process.env.TEST_WORKER_INDEX) installBrowser();

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  fullyParallel: false,
  workers: 2,
  // Twice or more of what the slowest machine needs: a test that fails waits for these, no other.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: [["list"]],
  use: { baseURL: `http://localhost:${PORT}`, launchOptions: browserOptions(), trace: "retain-on-failure" },
  metadata: {
    mailbox: `http://localhost:${MAILBOX_PORT}`,
    log: `${DATA_DIR}/server.log`,
    webhookSecret: WEBHOOK_SECRET,
  },
  projects: [
    { name: "wide", use: { ...devices["Desktop Chrome"] } },
    {
      name: "narrow",
      testMatch: ["journey.spec.ts", "admin-users.spec.ts", "account.spec.ts", "accessibility.spec.ts"],
      use: { ...devices["Pixel 7"] },
    },
    {
      name: "without-javascript",
      testMatch: ["journey.spec.ts", "admin-users.spec.ts", "register.spec.ts", "account.spec.ts"],
      use: { ...devices["Desktop Chrome"], javaScriptEnabled: false },
    },
  ],
  webServer: {
    command: `rm -rf ${DATA_DIR} && mkdir -p ${DATA_DIR} && npm run -s preview > ${DATA_DIR}/server.log 2>&1`,
    url: `http://localhost:${PORT}/api/health`,
    timeout: 600_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    env: {
      PORT: String(PORT),
      MAILBOX_PORT: String(MAILBOX_PORT),
      DATA_DIR,
      // Real servers, where there are any to test against.
      ...(process.env.TEST_DATABASE_URL && { DATABASE_URL: process.env.TEST_DATABASE_URL }),
      ...(process.env.TEST_REDIS_URL && { REDIS_URL: process.env.TEST_REDIS_URL }),
      // Each test comes from an address of its own, so that the limits stay as they are.
      TRUSTED_PROXIES: "1",
      BCRYPT_COST: "10",
      CORS_ALLOWED_ORIGINS: "https://app.example.com",
      RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET,
      // A machine that is held up is no Redis that is away.
      REDIS_TIMEOUT_MS: "15000",
      ADMIN_EMAIL: "admin@example.com",
      ADMIN_PASSWORD: "a-password-for-tests",
    },
  },
});
