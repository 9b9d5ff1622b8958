import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRedis } from "@/lib/local-services/redis";
import { setTestSettings } from "@/lib/testing/test-settings";
import { deriveEmailToken, findToken, issueTokens, markTokenUsed } from "./email-tokens";

const REDIS_TOKEN = "test";
const redis = await startRedis({ token: REDIS_TOKEN, redisUrl: process.env.TEST_REDIS_URL });
const owner = { mailId: crypto.randomUUID(), userId: "u", emailCanonical: "a@example.com", writtenAt: "now" };
let token: string;

beforeAll(async () => {
  setTestSettings({ UPSTASH_REDIS_REST_URL: redis.url, UPSTASH_REDIS_REST_TOKEN: REDIS_TOKEN });
  token = deriveEmailToken("verify-email", owner.mailId);
  await issueTokens([{ purpose: "verify-email", ...owner }]);
});
afterAll(() => redis.close());

describe("the token of a link", () => {
  it.each([".", "..", ")", ">", '"', "'", ",", ";", "!", "?", "”", "…", " ", "\n", "=", ").\0", "\u200b"])(
    "is found with what a mail program linked along with it: %j",
    async (tail) => {
      expect(await findToken("verify-email", token + tail)).toEqual(owner);
    },
  );

  it.each([
    ["another character of tokens behind it", (text: string) => `${text}a`],
    ["a hyphen behind it", (text: string) => `${text}-`],
    ["a full stop within it", (text: string) => `${text.slice(0, 20)}.${text.slice(20)}`],
    ["a full stop before it", (text: string) => `.${text}`],
    ["something behind the full stop", (text: string) => `${text}.a`],
    ["its last character cut off", (text: string) => text.slice(0, -1)],
    ["nothing else", () => ""],
  ])("is unknown with %s", async (_, change) => {
    expect(await findToken("verify-email", change(token))).toBeUndefined();
  });

  it("is rejected quickly if the text is very long", async () => {
    const startedAt = performance.now();
    expect(await findToken("verify-email", `${".".repeat(2 ** 20)}a`)).toBeUndefined();
    expect(await findToken("verify-email", `${token}${".".repeat(2 ** 20)}a`)).toBeUndefined();
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it("is marked as used under the same name", async () => {
    await markTokenUsed("verify-email", `${token}.`, owner);
    expect(await findToken("verify-email", token)).toEqual({ ...owner, used: true });
  });
});
