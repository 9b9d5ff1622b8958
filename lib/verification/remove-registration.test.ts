import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { requestPasswordReset } from "@/lib/passwords/request-password-reset";
import { register } from "@/lib/registration/register";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import {
  codeInText,
  registerUnverified,
  removalTokenInText,
  tokenInText,
  verifyWithClaim,
} from "@/lib/testing/test-verification";
import { changeRegistrationEmail } from "./change-registration-email";
import { findRemovableRegistration, removeRegistration } from "./remove-registration";
import { resendVerification } from "./resend-verification";
import { deleteUnverifiedAccounts, sendVerificationReminders } from "./unverified-accounts";
import { verifyByCode } from "./verify-by-code";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const DAY_MS = 24 * 60 * 60 * 1000;
const remove = (token: string) => removeRegistration(token, newRequestContext());

/** Registers somebody's address. Returns what is in the email that they get. */
async function registerWithEmail() {
  const user = await registerUnverified();
  await deliverBatch();
  const text = (await services.mailsTo(user.email))[0]?.text;
  return { ...user, removal: removalTokenInText(text), token: tokenInText(text), code: codeInText(text) };
}

describe("removing a registration from its email", () => {
  it("removes it once, also in 20 presses at once, and frees the username and the address", async () => {
    const user = await registerWithEmail();
    expect(await findRemovableRegistration(user.removal)).toMatchObject({
      ok: true,
      value: { username: user.username, email: user.email, device: user.device.device_name },
    });
    const results = await Promise.all(Array.from({ length: 20 }, () => remove(user.removal)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db().user.count({ where: { id: user.id } })).toBe(0);
    expect(await remove(user.removal)).toEqual({ ok: false, failure: { code: "used" } });
    expect(await findRemovableRegistration(user.removal)).toEqual({ ok: false, failure: { code: "used" } });
    const again = { ...validRegistration(), username: user.username, email: user.email };
    expect((await register(again, newRequestContext())).ok).toBe(true);
  });

  it("ends the link, the code and the claim, and nothing more is sent to the address", async () => {
    const user = await registerWithEmail();
    const createdAt = new Date(Date.now() - 2 * DAY_MS);
    await db().user.update({ where: { id: user.id }, data: { createdAt } });
    expect((await remove(user.removal)).ok).toBe(true);
    const { claim, token, code, email } = user;
    expect((await verifyWithClaim(token, claim)).ok).toBe(false);
    const typed = { claim, code };
    expect((await verifyByCode(typed, newRequestContext(), { device: testDevice })).ok).toBe(false);
    await resendVerification({ email }, newRequestContext());
    await requestPasswordReset({ email }, newRequestContext());
    await sendVerificationReminders();
    await deliverBatch();
    expect(await services.mailsTo(email)).toHaveLength(1);
  });

  it("doesn't change a batch that the provider may have accepted, and yet ends everything at once", async () => {
    const user = await registerWithEmail();
    const { id: userId, email, claim, token } = user;
    const inFlight = { state: "queued", batchId: userId, submittedAt: new Date(), sentAt: null } as const;
    await db().outboxEmail.create({
      data: { ...inFlight, userId, kind: "verify_email", recipient: email },
    });
    expect((await remove(user.removal)).ok).toBe(true);
    expect(await db().outboxEmail.count({ where: { userId, batchId: userId } })).toBe(1);
    expect((await verifyWithClaim(token, claim)).ok).toBe(false);
    expect((await changeRegistrationEmail({ claim, email: "x@example.com" }, newRequestContext())).ok).toBe(
      false,
    );
    await resendVerification({ email }, newRequestContext());
    expect(await db().outboxEmail.count({ where: { userId, batchId: null } })).toBe(0);
    const details = await db().auditEvent.findMany({ where: { userId }, select: { event: true } });
    expect(details).toContainEqual({ event: "registration_removed" });
    const other = { ...validRegistration(), email };
    expect((await register(other, newRequestContext())).ok).toBe(true);
    await deleteUnverifiedAccounts();
    await db().outboxEmail.updateMany({ where: { userId }, data: { state: "sent" } });
  });

  it("is not possible for a verified address, another address, or with a token that wasn't sent", async () => {
    const verified = await registerWithEmail();
    expect((await verifyWithClaim(verified.token, verified.claim)).ok).toBe(true);
    expect(await remove(verified.removal)).toEqual({ ok: false, failure: { code: "used" } });
    const moved = await registerWithEmail();
    const email = validRegistration().email;
    expect((await changeRegistrationEmail({ claim: moved.claim, email }, newRequestContext())).ok).toBe(true);
    expect(await remove(moved.removal)).toEqual({ ok: false, failure: { code: "used" } });
    const [mailId = "", signature = ""] = verified.removal.split(".");
    for (const token of ["", "x", mailId, `${moved.removal.split(".")[0]}.${signature}`, verified.token])
      expect(await remove(token)).toEqual({ ok: false, failure: { code: "unknown" } });
    const ids = [verified.id, moved.id];
    expect(await db().user.count({ where: { id: { in: ids } } })).toBe(2);
  });

  it("loses or wins a race with the verification, but never both", async () => {
    const user = await registerWithEmail();
    const [verified, removed] = await Promise.all([
      verifyWithClaim(user.token, user.claim),
      remove(user.removal),
    ]);
    expect([verified.ok, removed.ok].filter(Boolean)).toHaveLength(1);
    expect(await db().user.count({ where: { id: user.id } })).toBe(verified.ok ? 1 : 0);
  });
});
