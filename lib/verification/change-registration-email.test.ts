import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { detailsOf } from "@/lib/audit/event-details";
import { db } from "@/lib/database/client";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { requestPasswordReset } from "@/lib/passwords/request-password-reset";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import { registerUnverified, tokenInText, verifyWithClaim } from "@/lib/testing/test-verification";
import { changeRegistrationEmail } from "./change-registration-email";
import { resendVerification } from "./resend-verification";
import { verifyByCode } from "./verify-by-code";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MAIL_RATE_LIMIT: "2/1m" });
});
afterAll(() => services.close());

const newAddress = () => `new.${validRegistration().email}`;
const change = (claim: string, email: string, context = newRequestContext()) =>
  changeRegistrationEmail({ claim, email }, context);

async function deliver(email: string) {
  while ((await deliverBatch()).claimed > 0);
  const [message] = await services.mailsTo(email);
  const code = /Verification code:\n(\d{6})\n/.exec(message?.text ?? "")?.[1] ?? "";
  return { token: tokenInText(message?.text), code };
}

describe("another address for a registration", () => {
  it("takes the place of the old one, whose link and code stop working", async () => {
    const { id, email: oldEmail, claim } = await registerUnverified();
    const old = await deliver(oldEmail);
    const email = newAddress();
    expect(await change(claim, ` ${email} `)).toEqual({ ok: true, value: { oldEmail, email } });
    const sent = await deliver(email);
    expect(await verifyWithClaim(old.token, claim)).toMatchObject({ failure: { code: "unknown" } });
    const byOldCode = await verifyByCode({ claim, code: old.code }, newRequestContext(), {
      device: testDevice,
    });
    expect(byOldCode.ok).toBe(false);
    expect((await verifyWithClaim(sent.token, claim)).ok).toBe(true);
    expect(await db().user.findUniqueOrThrow({ where: { id } })).toMatchObject({
      email,
      emailCanonical: email,
      emailVerified: true,
    });
    const events = await db().auditEvent.findMany({ where: { userId: id, event: "user_updated" } });
    expect(events.map(detailsOf)).toContainEqual({
      fields: ["email"],
      changes: { email: { from: oldEmail, to: email } },
    });
  });

  it("gets the only email if the first one was still queued, and the old one gets nothing more", async () => {
    const { email: oldEmail, claim } = await registerUnverified();
    await requestPasswordReset({ email: oldEmail }, newRequestContext());
    const email = newAddress();
    expect((await change(claim, email)).ok).toBe(true);
    await deliver(email);
    await resendVerification({ email: oldEmail }, newRequestContext());
    await deliver(email);
    expect(await services.mailsTo(oldEmail)).toHaveLength(0);
    expect(await services.mailsTo(email)).toHaveLength(1);
  });

  it("can be given while the first email is with the provider", async () => {
    const { id, email: oldEmail, claim } = await registerUnverified();
    await services.setFaults({ outage: 500 });
    await deliverBatch();
    const email = newAddress();
    expect((await change(claim, email)).ok).toBe(true);
    await services.setFaults({ requestsPerSecond: 100 });
    await db().outboxEmail.updateMany({ where: { userId: id }, data: { nextAttemptAt: new Date() } });
    const { token } = await deliver(email);
    expect(await verifyWithClaim((await deliver(oldEmail)).token, claim)).toMatchObject({ ok: false });
    expect((await verifyWithClaim(token, claim)).ok).toBe(true);
  });

  it("can be the first one again while the first email is with the provider", async () => {
    const { id, email: first, claim } = await registerUnverified();
    await services.setFaults({ outage: 500 });
    await deliverBatch();
    expect((await change(claim, newAddress())).ok).toBe(true);
    expect((await change(claim, first)).ok).toBe(true);
    await services.setFaults({ requestsPerSecond: 100 });
    await db().outboxEmail.updateMany({ where: { userId: id }, data: { nextAttemptAt: new Date() } });
    const { token } = await deliver(first);
    expect(await services.mailsTo(first)).toHaveLength(1);
    expect((await verifyWithClaim(token, claim)).ok).toBe(true);
  });

  it("is refused without the claim, after the verification, and if it is the same or taken", async () => {
    const user = await registerUnverified();
    const other = await registerUnverified();
    const refusal = (field: string, message: string) => ({ failure: { errors: { [field]: [message] } } });
    expect(await change("x", newAddress())).toMatchObject(refusal("claim", "claim_invalid"));
    expect(await change(`${user.id}.${"A".repeat(43)}`, newAddress())).toMatchObject(
      refusal("claim", "claim_invalid"),
    );
    expect(await change(user.claim, user.email.toUpperCase())).toMatchObject(refusal("email", "same_email"));
    expect(await change(user.claim, other.email)).toMatchObject(refusal("email", "email_taken"));
    expect(await change(user.claim, "nonsense")).toMatchObject(refusal("email", "invalid_email"));
    const { token } = await deliver(user.email);
    await verifyWithClaim(token, user.claim);
    expect(await change(user.claim, newAddress())).toMatchObject({ failure: { code: "used" } });
  });

  it("is one of several that are given at once", async () => {
    const { id, claim } = await registerUnverified();
    const addresses = Array.from({ length: 5 }, newAddress);
    const results = await Promise.all(addresses.map((email) => change(claim, email)));
    const winners = addresses.filter((_, index) => results[index]?.ok);
    expect(winners).toHaveLength(1);
    const { email } = await db().user.findUniqueOrThrow({ where: { id }, select: { email: true } });
    expect(email).toBe(winners[0]);
    const pending = await db().outboxEmail.findMany({ where: { userId: id }, select: { recipient: true } });
    expect(pending).toEqual([{ recipient: email }]);
  });

  it("counts against the limits on emails", async () => {
    const context = newRequestContext();
    const { claim } = await registerUnverified();
    const codes: string[] = [];
    for (let round = 0; round < 11; round++) {
      const result = await change(claim, newAddress(), context);
      codes.push(result.ok ? "ok" : result.failure.code);
    }
    expect(codes).toEqual([...Array(10).fill("ok"), "rate_limited"]);
  });
});
