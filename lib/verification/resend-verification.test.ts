import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, validRegistration } from "@/lib/testing/test-users";
import { registerUnverified, tokenInText, verifyWithClaim } from "@/lib/testing/test-verification";
import { resendVerification, secondsUntilResend } from "./resend-verification";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MAIL_RATE_LIMIT: "1/1m" });
});
afterAll(() => services.close());

/** Registers a user and delivers the first email. */
async function registerUser() {
  const user = await registerUnverified();
  await deliverBatch();
  return user;
}

/** Requests an email three times, each time from another client, and returns the results without the address. */
async function requestThrice(email: string) {
  const results: unknown[] = [];
  for (let request = 0; request < 3; request++) {
    const result = await resendVerification({ email }, newRequestContext());
    results.push(result.ok ? { sentTo: result.value.email === email } : result.failure.code);
  }
  return results;
}

describe("a request to resend the verification email", () => {
  it("is answered alike for an address that has just registered, a verified one and an unknown one", async () => {
    const expected = [{ sentTo: true }, "rate_limited", "rate_limited"];
    const registered = await registerUser();
    expect(await requestThrice(registered.email)).toEqual(expected);
    const verified = await registerUser();
    await db().user.update({ where: { emailCanonical: verified.email }, data: { emailVerified: true } });
    expect(await requestThrice(verified.email)).toEqual(expected);
    const unknown = validRegistration();
    expect(await requestThrice(unknown.email)).toEqual(expected);
    expect(await db().outboxEmail.count({ where: { recipient: unknown.email } })).toBe(0);
  });

  it("sends no second email within a minute, and one after that", async () => {
    const { email } = await registerUser();
    await Promise.all([1, 2, 3].map(() => resendVerification({ email }, newRequestContext())));
    await deliverBatch();
    expect(await services.mailsTo(email)).toHaveLength(1);
    expect(await db().outboxEmail.count({ where: { recipient: email } })).toBe(1);

    const later = await registerUser();
    const createdAt = new Date(Date.now() - 61_000);
    await db().outboxEmail.updateMany({ where: { recipient: later.email }, data: { createdAt } });
    expect((await resendVerification({ email: later.email }, newRequestContext())).ok).toBe(true);
    await deliverBatch();
    expect(await services.mailsTo(later.email)).toHaveLength(2);
  });

  it("takes the owner's page as long as the email that was sent requires", async () => {
    const { email } = await registerUser();
    expect(await secondsUntilResend(email)).toBeGreaterThan(50);
    expect(await secondsUntilResend(validRegistration().email)).toBe(0);
  });

  it("leaves the link of the first email valid if it is refused an email of its own", async () => {
    const { email, claim } = await registerUser();
    await resendVerification({ email }, newRequestContext());
    const [message] = await services.mailsTo(email);
    expect((await verifyWithClaim(tokenInText(message?.text), claim)).ok).toBe(true);
  });
});
