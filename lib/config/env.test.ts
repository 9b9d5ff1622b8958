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

describe("the settings", () => {
  it("are read in the units that the code works with", () => {
    expect(readEnv({ ...complete, REGISTRATION_RATE_LIMIT: "100/1h", TRUSTED_PROXIES: "2" })).toMatchObject({
      REGISTRATION_RATE_LIMIT: { count: 100, windowSeconds: 3600 },
      MAIL_RATE_LIMIT: { count: 1, windowSeconds: 60 },
      TRUSTED_PROXIES: 2,
      BCRYPT_COST: 12,
      PASSWORD_PEPPER: [{ version: 1, secret: complete.PASSWORD_PEPPER }],
    });
  });

  it("can hold several peppers, the newest first", () => {
    const { PASSWORD_PEPPER } = readEnv({
      ...complete,
      PASSWORD_PEPPER: `2:${"n".repeat(32)},1:${"o".repeat(32)}`,
    });
    expect(PASSWORD_PEPPER.map(({ version }) => version)).toEqual([2, 1]);
  });

  it("are all named when nothing is set", () => {
    const problems = problemsOf(Object.fromEntries(Object.keys(complete).map((name) => [name, undefined])));
    for (const name of [
      "APP_URL",
      "DATABASE_URL",
      "UPSTASH_REDIS_REST_URL",
      "RESEND_API_KEY",
      "MAIL_FROM",
      "PASSWORD_PEPPER",
    ]) {
      expect(problems.some((problem) => problem.startsWith(`${name} is missing`))).toBe(true);
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
    ["MAIL_FROM", "a@b.co\r\nBcc: c@d.co"],
  ])("do not let production start with %s=%j", (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name}\\b`));
  });

  it("allow http for a preview on one's own machine, and nowhere else", () => {
    expect(problemsOf({ APP_URL: "http://localhost:3000", ALLOW_HTTP_LOCALHOST: "true" })).toEqual([]);
    expect(problemsOf({ APP_URL: "http://example.com", ALLOW_HTTP_LOCALHOST: "true" })).toHaveLength(1);
  });
});
