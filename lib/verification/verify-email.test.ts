import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { redis } from "@/lib/redis/client";
import { register } from "@/lib/registration/register";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { someContext, someRegistration } from "@/lib/testing/test-users";
import { resendVerification } from "./resend-verification";
import { getVerification, verifyEmail } from "./verify-email";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MAIL_RATE_LIMIT: "2/1m" });
});
afterAll(() => services.close());

async function newestToken(email: string) {
  await deliverBatch();
  const [mail] = await services.mailsTo(email);
  return (
    new URL(/http\S+token=\S+/.exec(mail?.text ?? "")?.[0] ?? "http://none").searchParams.get("token") ?? ""
  );
}

async function registered() {
  const input = someRegistration();
  const result = await register(input, someContext());
  if (!result.ok) throw new Error("The registration failed.");
  return { ...input, id: result.value.id, token: await newestToken(input.email) };
}

const keyOf = (token: string) => `verify-email:${createHash("sha256").update(token).digest("base64url")}`;

const isVerified = async (id: string) => (await db().user.findUniqueOrThrow({ where: { id } })).emailVerified;

describe("verify email", () => {
  it("changes nothing when a link is opened, however often", async () => {
    const { id, token, username, email } = await registered();
    for (let opened = 0; opened < 5; opened++) {
      expect(await getVerification(token)).toEqual({ ok: true, value: { username, email } });
    }
    expect(await isVerified(id)).toBe(false);
  });

  it("uses a token once, of fifty presses at the same moment", async () => {
    const { id, token } = await registered();
    const results = await Promise.all(Array.from({ length: 50 }, () => verifyEmail(token, someContext())));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const others = results.flatMap((result) => (result.ok ? [] : [result.failure]));
    expect(others).toEqual(Array.from({ length: 49 }, () => ({ code: "used" })));
    expect(await isVerified(id)).toBe(true);
    expect(await getVerification(token)).toEqual({ ok: false, failure: { code: "used" } });
  });

  it.each(["", "x", "A".repeat(43), "../../etc/passwd", "é".repeat(43)])(
    "does not know the token %j",
    async (token) => {
      expect(await getVerification(token)).toEqual({ ok: false, failure: { code: "unknown" } });
      expect(await verifyEmail(token, someContext())).toEqual({ ok: false, failure: { code: "unknown" } });
    },
  );

  it("lets a newer mail's token replace the older", async () => {
    const { id, token, email } = await registered();
    expect(await resendVerification({ email: email.toUpperCase() }, someContext())).toMatchObject({
      ok: true,
    });
    const newer = await newestToken(email);
    expect(newer).not.toBe(token);
    expect(await verifyEmail(token, someContext())).toEqual({ ok: false, failure: { code: "unknown" } });
    expect((await verifyEmail(newer, someContext())).ok).toBe(true);
    expect(await isVerified(id)).toBe(true);
  });

  it("lets the older token work while the newer mail has not reached anybody", async () => {
    const { id, token, email } = await registered();
    await services.setFaults({ outage: 500 });
    await resendVerification({ email }, someContext());
    await deliverBatch();
    await services.setFaults({ requestsPerSecond: 100 });
    expect((await verifyEmail(token, someContext())).ok).toBe(true);
    expect(await isVerified(id)).toBe(true);
    // The wait of the mail that failed would hold up those of the next tests.
    await db().outboxEmail.deleteMany({ where: { userId: id } });
  });

  it("makes one mail of several that are asked for at once", async () => {
    const { email } = await registered();
    await Promise.all([1, 2].map(() => resendVerification({ email }, someContext())));
    await deliverBatch();
    expect(await services.mailsTo(email)).toHaveLength(2);
  });

  it("keeps a token for six hours, and only its hash", async () => {
    const { id, token } = await registered();
    const ttl = await redis().ttl(keyOf(token));
    expect(ttl).toBeGreaterThan(6 * 60 * 60 - 60);
    expect(ttl).toBeLessThanOrEqual(6 * 60 * 60);
    expect(JSON.stringify([await redis().keys("*"), await redis().get(keyOf(token))])).not.toContain(token);
    expect(JSON.stringify(await db().outboxEmail.findMany({ where: { userId: id } }))).not.toContain(
      token.slice(22),
    );
  });

  it("is gone when the token's time is over", async () => {
    const { id, token } = await registered();
    await redis().pexpire(keyOf(token), 1);
    await expect.poll(() => redis().exists(keyOf(token))).toBe(0);
    expect(await verifyEmail(token, someContext())).toEqual({ ok: false, failure: { code: "unknown" } });
    expect(await isVerified(id)).toBe(false);
  });

  it("sends no mail to who is unknown or verified, with the same answer", async () => {
    const { email, token } = await registered();
    await verifyEmail(token, someContext());
    const toVerified = await resendVerification({ email }, someContext());
    const unknown = someRegistration().email;
    const toUnknown = await resendVerification({ email: unknown }, someContext());
    expect(toVerified).toEqual({ ok: true, value: { email } });
    expect(toUnknown).toEqual({ ok: true, value: { email: unknown } });
    await deliverBatch();
    expect(await services.mailsTo(email)).toHaveLength(1);
    expect(await services.mailsTo(unknown)).toHaveLength(0);
  });

  it("makes no second mail while the first is on its way", async () => {
    const input = someRegistration();
    await register(input, someContext());
    await resendVerification({ email: input.email }, someContext());
    await deliverBatch();
    expect(await services.mailsTo(input.email)).toHaveLength(1);
  });
});
