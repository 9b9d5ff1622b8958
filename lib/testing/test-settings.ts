const TEST_SETTINGS = {
  APP_URL: "http://localhost:3000",
  DATABASE_URL: "postgresql://unused.invalid/unused",
  UPSTASH_REDIS_REST_URL: "http://unused.invalid",
  UPSTASH_REDIS_REST_TOKEN: "test",
  // Long enough that a slow test machine is not mistaken for a Redis outage.
  REDIS_TIMEOUT_MS: "15000",
  // Port 9 (discard) refuses connections, so that no test triggers a job by itself.
  INNGEST_BASE_URL: "http://127.0.0.1:9",
  INNGEST_EVENT_KEY: "test",
  INNGEST_SIGNING_KEY: `signkey-test-${"0".repeat(64)}`,
  RESEND_API_KEY: "re_test",
  MAIL_FROM: "Real MFA <noreply@realmfa.com>",
  MFA_REQUIRED_FOR: "none",
  PASSWORD_PEPPER: "a pepper for tests, long enough for all",
  // The lowest cost that bcrypt has. Hashing would otherwise take up most of a test's time.
  BENCHMARK_BCRYPT_COST: "4",
} as const;

/**
 * Sets `process.env` to valid settings for a test. Call it before the code under test first calls `env()`,
 * which reads the settings once.
 *
 * @param overrides the settings that the test is about. A `BCRYPT_COST` here is the cost that is used.
 */
export function setTestSettings(overrides: Record<string, string> = {}): void {
  // A benchmark cost would take precedence. An empty setting counts as not set.
  const hashCost = "BCRYPT_COST" in overrides ? { BENCHMARK_BCRYPT_COST: "" } : {};
  Object.assign(process.env, TEST_SETTINGS, hashCost, overrides);
}
