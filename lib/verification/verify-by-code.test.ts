import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { redis } from "@/lib/redis/client";
import { findSession } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import { registerUnverified, tokenInText, verifyWithClaim } from "@/lib/testing/test-verification";
import { resendVerification } from "./resend-verification";
import { verifyByCode } from "./verify-by-code";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MAIL_RATE_LIMIT: "20/1m" });
});
afterAll(() => services.close());

async function registerUser() {
  const user = await registerUnverified();
  return { ...user, ...(await newestEmail(user.email)) };
}

async function newestEmail(email: string) {
  while ((await deliverBatch()).claimed > 0);
  const [message] = await services.mailsTo(email);
  const code = /Verification code:\n(\d{6})\n/.exec(message?.text ?? "")?.[1] ?? "";
  return { code, token: tokenInText(message?.text), html: message?.html ?? "" };
}

const verify = (claim: string, code: string) =>
  verifyByCode({ claim, code }, newRequestContext(), { device: testDevice, sessionKind: "cookie" });

const refusal = (field: string, message: string) => ({
  ok: false,
  failure: { code: "invalid", errors: { [field]: [message] } },
});

const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
const isVerified = async (id: string) => (await db().user.findUniqueOrThrow({ where: { id } })).emailVerified;

describe("the code of a verification email", () => {
  it("is in the email, first of all in the text that an inbox shows, and verifies and logs in", async () => {
    const { id, claim, code, html } = await registerUser();
    expect(html.replace(/<[^>]*>/g, "")).toContain(`${code} is your verification code`);
    const result = await verify(claim, code);
    const session = result.ok ? result.value.session : undefined;
    expect((await findSession(session?.token ?? "", "cookie"))?.user).toMatchObject({
      id,
      emailVerified: true,
    });
  });

  it.each([
    ["spaces", (code: string) => ` ${code.slice(0, 3)} ${code.slice(3)} `],
    ["a dash", (code: string) => `${code.slice(0, 3)}-${code.slice(3)}`],
    ["words around it", (code: string) => `Your code: ${code}.`],
    ["another number", (code: string) => `Verification code: ${code}. It expires in 6 hours.`],
    [
      "full-width digits",
      (code: string) => code.replace(/\d/g, (digit) => "０１２３４５６７８９"[Number(digit)] ?? ""),
    ],
  ])("is accepted with %s", async (_, write) => {
    const { claim, code } = await registerUser();
    expect((await verify(claim, write(code))).ok).toBe(true);
  });

  it.each([
    ["too short", "12345"],
    ["too long", "1234567"],
    ["letters", "abcdef"],
    ["ten thousand digits", "1".repeat(10_000)],
  ])("doesn't count as tried if it can be none: %s", async (_, typed) => {
    const { claim, code } = await registerUser();
    for (let attempt = 0; attempt < 6; attempt++) {
      expect(await verify(claim, typed)).toEqual(refusal("code", "verification_code_format"));
    }
    expect((await verify(claim, code)).ok).toBe(true);
  });

  it("is worth nothing without the claim of its registration", async () => {
    const { id, claim, code } = await registerUser();
    const stranger = await registerUser();
    const forged = `${id}.${"A".repeat(43)}`;
    for (const wrong of ["x", forged, `${id}.${stranger.claim.split(".")[1]}`]) {
      expect(await verify(wrong, code)).toEqual(refusal("claim", "claim_invalid"));
    }
    expect(await verify(stranger.claim, code)).toEqual(refusal("code", "verification_code_incorrect"));
    expect(await isVerified(id)).toBe(false);
    expect((await verify(claim, code)).ok).toBe(true);
  });

  it("can be tried 5 times, also at once, and a new email has a new one", async () => {
    const { id, claim, code, email } = await registerUser();
    const results = await Promise.all(Array.from({ length: 12 }, () => verify(claim, other(code))));
    const messages = results.map((result) => JSON.stringify(result));
    expect(messages.filter((text) => text.includes("verification_code_incorrect"))).toHaveLength(5);
    expect(messages.filter((text) => text.includes("verification_code_attempts"))).toHaveLength(7);
    expect(await verify(claim, code)).toEqual(refusal("code", "verification_code_attempts"));
    expect(await isVerified(id)).toBe(false);
    await resendVerification({ email }, newRequestContext());
    const newer = await newestEmail(email);
    expect(newer.code).not.toBe(code);
    expect(await verify(claim, code)).toEqual(refusal("code", "verification_code_incorrect"));
    expect((await verify(claim, newer.code)).ok).toBe(true);
  });

  it("can't be guessed by asking for ever new emails, and the link goes on working", async () => {
    const { claim, email } = await registerUser();
    for (let round = 0; round < 6; round++) {
      const { code } = await newestEmail(email);
      for (let attempt = 0; attempt < 5; attempt++) await verify(claim, other(code));
      await resendVerification({ email }, newRequestContext());
    }
    const { code, token } = await newestEmail(email);
    expect(await verify(claim, code)).toEqual(refusal("code", "verification_code_attempts"));
    expect((await verifyWithClaim(token, claim)).ok).toBe(true);
  });

  it("is consumed together with the link: 50 uses of both at once verify once", async () => {
    const { claim, code, token } = await registerUser();
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        index % 10 === 0 ? verify(claim, code) : verifyWithClaim(token, claim),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.failure).toEqual({ code: "used" });
    expect(await verify(claim, code)).toEqual({ ok: false, failure: { code: "used" } });
  });

  it("expires with the link", async () => {
    const { id, claim, code, token } = await registerUser();
    // Only this one: tests of other files use the same Redis at the same time.
    const key = createHash("sha256").update(token).digest("base64url");
    expect(await redis().del(`verify-email:${key}`)).toBe(1);
    expect(await verify(claim, code)).toEqual(refusal("code", "verification_code_expired"));
    expect(await isVerified(id)).toBe(false);
  });

  it("is not accepted before the email is on its way, nor after the address has changed", async () => {
    const user = await registerUnverified();
    expect(await verify(user.claim, "123456")).toEqual(refusal("code", "verification_code_expired"));
    const { code } = await newestEmail(user.email);
    const email = validRegistration().email;
    await db().user.update({ where: { id: user.id }, data: { email, emailCanonical: email } });
    expect(await verify(user.claim, code)).toEqual(refusal("code", "verification_code_expired"));
  });

  it("is the older one while a newer email waits for the provider", async () => {
    const { claim, code, email, id } = await registerUser();
    await services.setFaults({ outage: 500 });
    await resendVerification({ email }, newRequestContext());
    await deliverBatch();
    await services.setFaults({ requestsPerSecond: 100 });
    expect((await verify(claim, code)).ok).toBe(true);
    await db().outboxEmail.deleteMany({ where: { userId: id } });
  });
});
