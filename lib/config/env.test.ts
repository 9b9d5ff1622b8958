import { describe, expect, it } from "vitest";
import { EnvError, readEnv } from "./env";

const complete = {
  NODE_ENV: "production",
  APP_URL: "https://accounts.example.com",
  DATABASE_URL: "postgresql://user:password@host/database",
  UPSTASH_REDIS_REST_URL: "https://name.upstash.io",
  UPSTASH_REDIS_REST_TOKEN: "token",
  INNGEST_EVENT_KEY: "key",
  INNGEST_SIGNING_KEY: "signkey-prod-00",
  RESEND_API_KEY: "re_key",
  MAIL_FROM: "Real MFA <noreply@example.com>",
  PASSWORD_PEPPER: "p".repeat(32),
};

function problemsOf(changes: Record<string, string | undefined>): string[] {
  try {
    readEnv({ ...complete, ...changes });
    return [];
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
}

describe("readEnv", () => {
  it("converts settings to the units that the code uses", () => {
    expect(readEnv({ ...complete, REGISTRATION_RATE_LIMIT: "100/1h", TRUSTED_PROXIES: "2" })).toMatchObject({
      REGISTRATION_RATE_LIMIT: { count: 100, windowSeconds: 3600 },
      MAIL_RATE_LIMIT: { count: 1, windowSeconds: 60 },
      TRUSTED_PROXIES: 2,
      BCRYPT_COST: 12,
      PASSWORD_PEPPER: [{ version: 1, secret: complete.PASSWORD_PEPPER }],
    });
  });

  it("reads the brand's settings", () => {
    const url = "https://cdn.example.com/logo.svg";
    expect(readEnv({ ...complete, BRAND_COLOR: "#0A7457", APP_LOGO_URL: url })).toMatchObject({
      APP_NAME: "Real MFA",
      APP_LOGO_URL: url,
      BRAND_COLOR: "#0a7457",
      GALLERY: false,
    });
    expect(readEnv({ ...complete, APP_LOGO_URL: "/logo.svg" }).APP_LOGO_URL).toBe("/logo.svg");
  });

  it("shows the landing page unless it is turned off, with the links that are set", () => {
    const { LANDING, TERMS_URL } = readEnv(complete);
    expect([LANDING, TERMS_URL]).toEqual([true, undefined]);
    const url = "https://example.com/terms";
    expect(readEnv({ ...complete, LANDING: "off", TERMS_URL: url })).toMatchObject({
      LANDING: false,
      TERMS_URL: url,
    });
    expect(problemsOf({ TERMS_URL: "javascript:alert(1)" })).toHaveLength(1);
  });

  it("reads several peppers, newest first", () => {
    const { PASSWORD_PEPPER } = readEnv({
      ...complete,
      PASSWORD_PEPPER: `2:${"n".repeat(32)},1:${"o".repeat(32)}`,
    });
    expect(PASSWORD_PEPPER.map(({ version }) => version)).toEqual([2, 1]);
  });

  it("names every required setting when none is set", () => {
    const problems = problemsOf(Object.fromEntries(Object.keys(complete).map((name) => [name, undefined])));
    for (const name of [
      "APP_URL",
      "DATABASE_URL",
      "UPSTASH_REDIS_REST_URL",
      "RESEND_API_KEY",
      "MAIL_FROM",
      "PASSWORD_PEPPER",
    ]) {
      expect(problems.some((problem) => problem.startsWith(`${name} is required`))).toBe(true);
    }
  });

  it.each([
    ["INNGEST_SIGNING_KEY", undefined],
    ["INNGEST_EVENT_KEY", ""],
    ["INNGEST_DEV", "1"],
    ["APP_URL", "http://accounts.example.com"],
    ["APP_URL", "http://localhost:3000"],
    ["APP_URL", "accounts.example.com"],
    ["DATABASE_URL", "mysql://host/database"],
    ["BCRYPT_COST", "9"],
    ["BCRYPT_COST", "16"],
    ["BCRYPT_COST", "twelve"],
    ["PASSWORD_PEPPER", "short"],
    ["PASSWORD_PEPPER", `1:${"a".repeat(32)},1:${"b".repeat(32)}`],
    ["REGISTRATION_RATE_LIMIT", "2 per minute"],
    ["REGISTRATION_RATE_LIMIT", "0/1m"],
    ["TRUSTED_PROXIES", "-1"],
    ["MAIL_FROM", "nobody"],
    ["APP_NAME", " "],
    ["APP_LOGO_URL", "logo.svg"],
    ["APP_LOGO_URL", "//cdn.example.com/logo.svg"],
    ["APP_LOGO_URL", "http://example.com/logo.svg"],
    ["APP_LOGO_URL", "data:image/svg+xml,x"],
    ["BRAND_COLOR", "green"],
    ["BRAND_COLOR", "#0a7"],
    ["GALLERY", "maybe"],
    ["MAIL_FROM", "a@b.co\r\nBcc: c@d.co"],
  ])("refuses to start in production with %s=%j", (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name}\\b`));
  });

  it("allows http for a preview on localhost and nowhere else", () => {
    expect(problemsOf({ APP_URL: "http://localhost:3000", ALLOW_HTTP_LOCALHOST: "true" })).toEqual([]);
    expect(problemsOf({ APP_URL: "http://example.com", ALLOW_HTTP_LOCALHOST: "true" })).toHaveLength(1);
  });

  it.each([
    ["LOGIN_EVERYWHERE_RATE_LIMIT", "100/1d", "LOGIN_GLOBAL_RATE_LIMIT"],
    ["API_STRANGER_RATE_LIMIT", "100/1h", "API_ANONYMOUS_RATE_LIMIT"],
    ["SESSION_LONGEST_DAYS", "90", "SESSION_MAX_AGE_DAYS"],
    ["SESSION_UNUSED_DAYS", "30", "SESSION_IDLE_DAYS"],
    ["RESET_RATE_LIMIT", "5/1h", "PASSWORD_RESET_RATE_LIMIT"],
  ])("refuses the old name %s and names the new one", (oldName, value, newName) => {
    expect(problemsOf({ [oldName]: value })).toEqual([`${oldName} was renamed to ${newName}.`]);
    expect(problemsOf({ [oldName]: "" })).toEqual([]);
    expect(problemsOf({ [newName]: value })).toEqual([]);
  });

  it("allows the benchmark's hash cost on localhost only", () => {
    const localhost = { APP_URL: "http://localhost:3000", ALLOW_HTTP_LOCALHOST: "true" };
    expect(problemsOf({ ...localhost, BENCHMARK_BCRYPT_COST: "4" })).toEqual([]);
    expect(problemsOf({ BENCHMARK_BCRYPT_COST: "4" })).toHaveLength(1);
  });

  it("lists one problem a line", () => {
    expect(new EnvError(["A is required.", "B: Must be a port."]).message).toBe(
      "Invalid configuration:\n  - A is required.\n  - B: Must be a port.",
    );
  });
});
