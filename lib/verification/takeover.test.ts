import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as postVerification } from "@/app/api/auth/verify-email/route";
import { createAdmin } from "@/lib/admin/create-admin";
import { db } from "@/lib/database/client";
import { identifyClient } from "@/lib/login/admit-login";
import { login } from "@/lib/login/login";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { requestPasswordReset } from "@/lib/passwords/request-password-reset";
import { resetPassword } from "@/lib/passwords/reset-password";
import { register } from "@/lib/registration/register";
import { findSession } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import { registerUnverified, tokenInText, verifyWithClaim } from "@/lib/testing/test-verification";
import { getVerification } from "./get-verification";
import type { VerificationProof } from "./verification-proof";
import { verifyEmail } from "./verify-email";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const NEW_PASSWORD = { password: "Zk3-unlikely-harbour", password2: "Zk3-unlikely-harbour" };

/** Registers an address, as a stranger may, and returns the token that its owner gets. */
async function registerVictim() {
  const user = await registerUnverified({ phone_number: "+4915112345678" });
  return { ...user, token: await newestToken(user.email, "/verify-email") };
}

async function newestToken(email: string, path: string) {
  while ((await deliverBatch()).claimed > 0);
  const message = (await services.mailsTo(email)).find(({ text }) => text.includes(path));
  return tokenInText(message?.text);
}

const verify = (token: string, proof: VerificationProof, context = newRequestContext()) =>
  verifyEmail(token, proof, context, { device: testDevice, sessionKind: "cookie" });

const logIn = (email: string, password: string, context = newRequestContext()) =>
  login({ email, password }, context, "cookie", testDevice);

const userOf = (id: string) => db().user.findUniqueOrThrow({ where: { id }, include: { devices: true } });

describe("the verification of an address that a stranger may have registered", () => {
  it.each<[string, (other: string) => VerificationProof, string]>([
    ["nothing beside the token", () => ({ kind: "none" }), "proof_required"],
    ["no claim", () => ({ kind: "claim", claim: "" }), "claim_invalid"],
    ["the claim of another registration", (claim) => ({ kind: "claim", claim }), "claim_invalid"],
    ["a wrong password", () => ({ kind: "password", password: "Qv7!mzorbit-lanes" }), "incorrect_password"],
    [
      "a weak new password",
      () => ({ kind: "new_password", input: { password: "1234", password2: "1234" } }),
      "password_too_short:8",
    ],
  ])("is refused with %s, and the link stays usable", async (_, proofWith, message) => {
    const { id, token, claim } = await registerVictim();
    const other = await registerUnverified();
    const refused = await verify(token, proofWith(other.claim));
    expect(refused).toMatchObject({ ok: false, failure: { code: "invalid" } });
    expect(JSON.stringify(refused)).toContain(message);
    expect((await userOf(id)).emailVerified).toBe(false);
    expect((await verifyWithClaim(token, claim)).ok).toBe(true);
  });

  it("is refused by the API with the token alone, which says what to send with it", async () => {
    const { id, token } = await registerVictim();
    const request = new Request("http://localhost:3000/api/auth/verify-email/", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
    const response = await postVerification(request, { params: Promise.resolve({}) });
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { errors: { claim: [expect.stringContaining("claim")] } },
    ]);
    expect((await userOf(id)).emailVerified).toBe(false);
  });

  it("tells whose registration it is, and whether this browser made it", async () => {
    const { token, username, email, claim, device } = await registerVictim();
    const expected = { username, email, device: device.device_name };
    const elsewhere = await getVerification(token, (await registerUnverified()).claim);
    expect(elsewhere).toMatchObject({
      ok: true,
      value: { ...expected, createdAt: expect.any(Date), isClaimed: false },
    });
    expect(await getVerification(token, claim)).toMatchObject({ ok: true, value: { isClaimed: true } });
  });

  it("lets the owner log in with a new password at once, however many passwords were tried before", async () => {
    const { email, token } = await registerVictim();
    const context = newRequestContext();
    for (let guess = 0; guess < 6; guess++)
      await verify(token, { kind: "password", password: `wrong ${guess}` }, context);
    expect((await verify(token, { kind: "new_password", input: NEW_PASSWORD }, context)).ok).toBe(true);
    expect((await logIn(email, NEW_PASSWORD.password, context)).ok).toBe(true);
  });

  it("logs in where the password was typed: with the claim, or with the password", async () => {
    const claimed = await registerVictim();
    const proofs = [
      [claimed, { kind: "claim", claim: claimed.claim }],
      [await registerVictim(), { kind: "password", password: claimed.password }],
    ] as const;
    for (const [{ id, token }, proof] of proofs) {
      const result = await verify(token, proof);
      expect(result).toMatchObject({ ok: true, value: { session: { token: expect.any(String) } } });
      const session = result.ok ? result.value.session : undefined;
      expect((await findSession(session?.token ?? "", "cookie"))?.user).toMatchObject({
        id,
        emailVerified: true,
      });
    }
  });

  it("limits guesses at the password as a login does", async () => {
    const { token, password } = await registerVictim();
    const context = newRequestContext();
    for (let guess = 0; guess < 5; guess++)
      await verify(token, { kind: "password", password: `wrong ${guess}` }, context);
    const refused = await verify(token, { kind: "password", password }, context);
    expect(refused).toMatchObject({ failure: { code: "rate_limited" } });
  });

  it("ends everything that was begun before if a new password is set, and logs nobody in", async () => {
    const input = validRegistration();
    const key = randomUUID();
    const attacker = { ...newRequestContext(), deviceToken: "A".repeat(43) };
    const registered = await register(input, attacker, key);
    const { id, claim = "" } = registered.ok ? registered.value : { id: "" };
    await db().user.update({ where: { id }, data: { phoneNumber: "+4915112345678" } });
    const token = await newestToken(input.email, "/verify-email");
    await requestPasswordReset({ email: input.email }, newRequestContext());
    const resetToken = await newestToken(input.email, "/reset-password");

    const result = await verify(token, { kind: "new_password", input: NEW_PASSWORD });
    expect(result).toEqual({ ok: true, value: { userId: id, username: input.username, email: input.email } });
    expect(await userOf(id)).toMatchObject({ emailVerified: true, phoneNumber: "", devices: [] });
    expect(await logIn(input.email, input.password, attacker)).toMatchObject({
      failure: { code: "wrong_credentials" },
    });
    expect((await logIn(input.email, NEW_PASSWORD.password)).ok).toBe(true);
    expect(await resetPassword(resetToken, NEW_PASSWORD, newRequestContext())).toMatchObject({ ok: false });
    expect(await register(input, attacker, key)).toMatchObject({ failure: { code: "invalid" } });
    // Even if the address had to be verified again, the stranger's claim would be worth nothing.
    await db().user.update({ where: { id }, data: { emailVerified: false } });
    await db().outboxEmail.create({ data: { userId: id, kind: "verify_email", recipient: input.email } });
    const again = await newestToken(input.email, "/verify-email");
    expect(await verify(again, { kind: "claim", claim })).toMatchObject({ failure: { code: "invalid" } });
    const events = await db().auditEvent.findMany({ where: { userId: id, event: "authn_password_change" } });
    expect(events.map(({ details }) => details)).toEqual([{ by: "verification" }]);
    await newestToken(input.email, "/secure-account");
    const subjects = (await services.mailsTo(input.email)).map(({ subject }) => subject);
    expect(subjects).toContain("Your password was changed");
  });

  it("has the same end by a password reset, and when the account is made an admin", async () => {
    const reset = await registerVictim();
    await requestPasswordReset({ email: reset.email }, newRequestContext());
    const token = await newestToken(reset.email, "/reset-password");
    expect((await resetPassword(token, NEW_PASSWORD, newRequestContext())).ok).toBe(true);
    const { username, email, ...admin } = await registerVictim();
    expect((await createAdmin({ username, email, password: NEW_PASSWORD.password })).ok).toBe(true);
    for (const user of [reset, { ...admin, email }]) {
      expect(await userOf(user.id)).toMatchObject({ emailVerified: true, phoneNumber: "", devices: [] });
      expect(await logIn(user.email, user.password)).toMatchObject({
        failure: { code: "wrong_credentials" },
      });
      expect(await verifyWithClaim(user.token, user.claim)).toMatchObject({ failure: { code: "used" } });
    }
  });

  it("accepts one of a claim and a new password that come together, and only one password works then", async () => {
    const { token, claim, email, password } = await registerVictim();
    const results = await Promise.all([
      verify(token, { kind: "claim", claim }),
      verify(token, { kind: "new_password", input: NEW_PASSWORD }),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const works = await Promise.all([password, NEW_PASSWORD.password].map((typed) => logIn(email, typed)));
    expect(works.filter(({ ok }) => ok)).toHaveLength(1);
    expect(works[0]?.ok).toBe(results[0]?.ok);
  });

  it("doesn't leave the stranger's client known to the account", async () => {
    const { token, email, password } = await registerVictim();
    const stranger = newRequestContext();
    expect(await logIn(email, password, stranger)).toMatchObject({ failure: { code: "unverified" } });
    expect((await verify(token, { kind: "new_password", input: NEW_PASSWORD })).ok).toBe(true);
    expect((await identifyClient(email, stranger)).standing).toBe("stranger");
  });

  it("gives whoever logs in with the right password a claim, also after the browser lost it", async () => {
    const { token, email, password } = await registerVictim();
    const refused = await logIn(email, password);
    const claim = !refused.ok && refused.failure.code === "unverified" ? refused.failure.claim : "";
    expect((await verifyWithClaim(token, claim)).ok).toBe(true);
  });
});
