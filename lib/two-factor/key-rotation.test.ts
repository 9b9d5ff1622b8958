import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { setTestSettings } from "@/lib/testing/test-settings";

const OLD = "an old pepper, long enough for this test";
const NEW = "a new pepper, long enough for this test!";

let services: TestServices;
let databaseUrl: string;
beforeAll(async () => {
  services = await startTestServices({ PASSWORD_PEPPER: `1:${OLD}` });
  databaseUrl = process.env.DATABASE_URL ?? "";
});
afterAll(() => services.close());

/** Loads the modules as after a restart with another pepper. */
async function restart(PASSWORD_PEPPER: string) {
  const { UPSTASH_REDIS_REST_URL = "", RESEND_BASE_URL = "" } = process.env;
  const { db } = await import("@/lib/database/client");
  await db().$disconnect();
  vi.resetModules();
  setTestSettings({ PASSWORD_PEPPER, DATABASE_URL: databaseUrl, UPSTASH_REDIS_REST_URL, RESEND_BASE_URL });
  const { claimTotpCode } = await import("./authenticator-apps");
  const { consumeRecoveryCode } = await import("./recovery-codes");
  const client = await import("@/lib/database/client");
  return { claimTotpCode, consumeRecoveryCode, db: client.db };
}

describe("a new version of the pepper", () => {
  it("keeps methods working, encrypts keys again when they are used, and then needs the old one no more", async () => {
    const { newActor } = await import("@/lib/testing/test-session");
    const { addAuthenticatorApp, totpCode } = await import("@/lib/testing/test-two-factor");
    const { userId, ...actor } = await newActor();
    const { id, key, recoveryCodes } = await addAuthenticatorApp({ userId, ...actor });

    const both = await restart(`2:${NEW},1:${OLD}`);
    const version = async () =>
      (await both.db().authenticatorApp.findUniqueOrThrow({ where: { id } })).secretPepper;
    expect(await version()).toBe(1);
    expect(await both.claimTotpCode(userId, totpCode(key))).toBe("accepted");
    expect(await version()).toBe(2);
    const code = recoveryCodes[0]?.replaceAll("-", "") ?? "";
    const remaining = await both
      .db()
      .$transaction((transaction) => both.consumeRecoveryCode(transaction, userId, code));
    expect(remaining).toBe(9);

    const without = await restart(`2:${NEW}`);
    expect(await without.claimTotpCode(userId, totpCode(key, 1))).toBe("accepted");
  });
});
