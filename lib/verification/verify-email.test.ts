import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { redis } from "@/lib/redis/client";
import { register } from "@/lib/registration/register";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, validRegistration } from "@/lib/testing/test-users";
import { registerUnverified, tokenInText, verifyWithClaim } from "@/lib/testing/test-verification";
import { getVerification } from "./get-verification";
import { resendVerification } from "./resend-verification";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MAIL_RATE_LIMIT: "2/1m" });
});
afterAll(() => services.close());

async function latestToken(email: string) {
  await deliverBatch();
  const [message] = await services.mailsTo(email);
  return tokenInText(message?.text);
}

async function createUnverifiedUser() {
  const user = await registerUnverified();
  return { ...user, token: await latestToken(user.email) };
}

const keyOf = (token: string) => `verify-email:${createHash("sha256").update(token).digest("base64url")}`;

const isVerified = async (id: string) => (await db().user.findUniqueOrThrow({ where: { id } })).emailVerified;

describe("email verification", () => {
  it("changes nothing when the link is opened, however often", async () => {
    const { id, token, username, email } = await createUnverifiedUser();
    for (let opened = 0; opened < 5; opened++) {
      expect(await getVerification(token, "")).toMatchObject({ ok: true, value: { username, email } });
    }
    expect(await isVerified(id)).toBe(false);
  });

  it("notes when the link was first opened, for the statistics", async () => {
    const { id, token } = await createUnverifiedUser();
    const openedAt = async () =>
      (await db().outboxEmail.findFirstOrThrow({ where: { userId: id } })).linkOpenedAt;
    await getVerification("A".repeat(43), "");
    expect(await openedAt()).toBeNull();
    await getVerification(token, "");
    const first = await openedAt();
    expect(first).toBeInstanceOf(Date);
    await getVerification(token, "");
    expect(await openedAt()).toEqual(first);
  });

  it("notes when the address was verified, and not again when it is verified anew", async () => {
    const { id, token, claim } = await createUnverifiedUser();
    const verifiedAt = async () => (await db().user.findUniqueOrThrow({ where: { id } })).emailVerifiedAt;
    expect(await verifiedAt()).toBeNull();
    await verifyWithClaim(token, claim);
    const first = await verifiedAt();
    expect(first).toBeInstanceOf(Date);
    for (const emailVerified of [false, true])
      await db().user.update({ where: { id }, data: { emailVerified } });
    expect(await verifiedAt()).toEqual(first);
  });

  it("consumes a token once in 50 concurrent requests", async () => {
    const { id, token, claim } = await createUnverifiedUser();
    const results = await Promise.all(Array.from({ length: 50 }, () => verifyWithClaim(token, claim)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const others = results.flatMap((result) => (result.ok ? [] : [result.failure]));
    expect(others).toEqual(Array.from({ length: 49 }, () => ({ code: "used" })));
    expect(await isVerified(id)).toBe(true);
    expect(await getVerification(token, claim)).toEqual({ ok: false, failure: { code: "used" } });
  });

  it.each(["", "x", "A".repeat(43), "../../etc/passwd", "é".repeat(43)])(
    "rejects the invalid token %j",
    async (token) => {
      expect(await getVerification(token, "")).toEqual({ ok: false, failure: { code: "unknown" } });
      expect(await verifyWithClaim(token, "")).toEqual({ ok: false, failure: { code: "unknown" } });
    },
  );

  it("invalidates a token once a newer email was sent", async () => {
    const { id, token, claim, email } = await createUnverifiedUser();
    expect(await resendVerification({ email: email.toUpperCase() }, newRequestContext())).toMatchObject({
      ok: true,
    });
    const newer = await latestToken(email);
    expect(newer).not.toBe(token);
    expect(await verifyWithClaim(token, claim)).toEqual({ ok: false, failure: { code: "unknown" } });
    expect((await verifyWithClaim(newer, claim)).ok).toBe(true);
    expect(await isVerified(id)).toBe(true);
  });

  it("keeps the older token valid until the newer email is sent", async () => {
    const { id, token, claim, email } = await createUnverifiedUser();
    await services.setFaults({ outage: 500 });
    await resendVerification({ email }, newRequestContext());
    await deliverBatch();
    await services.setFaults({ requestsPerSecond: 100 });
    expect((await verifyWithClaim(token, claim)).ok).toBe(true);
    expect(await isVerified(id)).toBe(true);
    // The back-off of the failed email would delay the emails of the following tests.
    await db().outboxEmail.deleteMany({ where: { userId: id } });
  });

  it("queues one email for concurrent requests", async () => {
    const { email } = await createUnverifiedUser();
    await Promise.all([1, 2].map(() => resendVerification({ email }, newRequestContext())));
    await deliverBatch();
    expect(await services.mailsTo(email)).toHaveLength(2);
  });

  it("stores only the hash of a token, for 6 hours", async () => {
    const { id, token } = await createUnverifiedUser();
    const ttl = await redis().ttl(keyOf(token));
    expect(ttl).toBeGreaterThan(6 * 60 * 60 - 60);
    expect(ttl).toBeLessThanOrEqual(6 * 60 * 60);
    expect(JSON.stringify([await redis().keys("*"), await redis().get(keyOf(token))])).not.toContain(token);
    expect(JSON.stringify(await db().outboxEmail.findMany({ where: { userId: id } }))).not.toContain(
      token.slice(22),
    );
  });

  it("rejects an expired token", async () => {
    const { id, token, claim } = await createUnverifiedUser();
    await redis().pexpire(keyOf(token), 1);
    await expect.poll(() => redis().exists(keyOf(token))).toBe(0);
    expect(await verifyWithClaim(token, claim)).toEqual({ ok: false, failure: { code: "unknown" } });
    expect(await isVerified(id)).toBe(false);
  });

  it("sends no email to an unknown or verified address, but returns the same result", async () => {
    const { email, token, claim } = await createUnverifiedUser();
    await verifyWithClaim(token, claim);
    const toVerified = await resendVerification({ email }, newRequestContext());
    const unknown = validRegistration().email;
    const toUnknown = await resendVerification({ email: unknown }, newRequestContext());
    expect(toVerified).toEqual({ ok: true, value: { email } });
    expect(toUnknown).toEqual({ ok: true, value: { email: unknown } });
    await deliverBatch();
    expect(await services.mailsTo(email)).toHaveLength(1);
    expect(await services.mailsTo(unknown)).toHaveLength(0);
  });

  it("queues no second email while the first is pending", async () => {
    const input = validRegistration();
    await register(input, newRequestContext());
    await resendVerification({ email: input.email }, newRequestContext());
    await deliverBatch();
    expect(await services.mailsTo(input.email)).toHaveLength(1);
  });
});
