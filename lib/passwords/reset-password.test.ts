import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { register } from "@/lib/registration/register";
import { findSession } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import { deriveEmailToken } from "@/lib/tokens/email-tokens";
import { verifyEmail } from "@/lib/verification/verify-email";
import { requestPasswordReset } from "./request-password-reset";
import { resetPassword } from "./reset-password";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MAIL_RATE_LIMIT: "9/1m" });
});
afterAll(() => services.close());

const NEW_PASSWORD = { password: "Zk3-unlikely-harbour", password2: "Zk3-unlikely-harbour" };

async function createUser() {
  const input = validRegistration();
  const result = await register(input, newRequestContext());
  if (!result.ok) throw new Error("The registration failed.");
  return { ...input, id: result.value.id };
}

async function resetToken(email: string) {
  await requestPasswordReset({ email }, newRequestContext());
  while ((await deliverBatch()).claimed > 0);
  const [message] = await services.mailsTo(email);
  return (
    new URL(/http\S+token=\S+/.exec(message?.text ?? "")?.[0] ?? "http://none").searchParams.get("token") ??
    ""
  );
}

const logIn = (email: string, password: string) =>
  login({ email, password }, newRequestContext(), "bearer", testDevice);

describe("a password reset", () => {
  it("revokes all sessions, verifies the address, sends an alert and creates no session", async () => {
    const { id, email, password } = await createUser();
    await db().user.update({ where: { id }, data: { emailVerified: true } });
    const session = await logIn(email, password);
    await db().user.update({ where: { id }, data: { emailVerified: false } });
    const token = await resetToken(email.toUpperCase());
    expect((await resetPassword(token, NEW_PASSWORD, newRequestContext())).ok).toBe(true);
    expect(await findSession(session.ok ? session.value.token : "", "bearer")).toBeUndefined();
    expect(await db().session.count({ where: { userId: id } })).toBe(0);
    expect(await logIn(email, password)).toMatchObject({ failure: { code: "wrong_credentials" } });
    expect((await logIn(email, NEW_PASSWORD.password)).ok).toBe(true);
    while ((await deliverBatch()).claimed > 0);
    const subjects = (await services.mailsTo(email)).map(({ subject }) => subject);
    expect(subjects).toContain("Your password was changed");
    const events = await db().auditEvent.findMany({
      // Failed logins are recorded in the background, so their order isn't fixed.
      where: { userId: id, event: { not: "authn_login_fail" } },
      orderBy: { createdAt: "asc" },
    });
    expect(events.map(({ event }) => event)).toEqual([
      "user_created",
      "authn_login_success",
      "authn_token_created",
      "authn_password_change",
      "user_updated",
      "authn_login_success",
    ]);
  });

  it("ends the trust in all devices, and no cookie brings it back", async () => {
    const { id, email, password } = await createUser();
    await db().user.update({ where: { id }, data: { emailVerified: true } });
    const trusting = { email, password, remember_device: true };
    const first = await login(trusting, newRequestContext(), "cookie", testDevice);
    const deviceToken = (first.ok && first.value.deviceToken) || "";
    expect(await db().device.count({ where: { userId: id, isTrusted: true } })).toBe(1);
    await resetPassword(await resetToken(email), NEW_PASSWORD, newRequestContext());
    const again = { email, password: NEW_PASSWORD.password };
    expect((await login(again, { ...newRequestContext(), deviceToken }, "cookie", testDevice)).ok).toBe(true);
    expect(await db().device.count({ where: { userId: id, isTrusted: true } })).toBe(0);
  });

  it("lets the owner log in at once from a rate-limited browser", async () => {
    const { id, email, password } = await createUser();
    await db().user.update({ where: { id }, data: { emailVerified: true } });
    const first = await login({ email, password }, newRequestContext(), "cookie", testDevice);
    const deviceToken = (first.ok && first.value.deviceToken) || "";
    const attempt = (password: string) =>
      login({ email, password }, { ...newRequestContext(), deviceToken }, "cookie", testDevice);
    for (let guess = 0; guess < 5; guess++) await attempt("wrong");
    expect(await attempt(password)).toMatchObject({ failure: { code: "rate_limited" } });
    expect((await resetPassword(await resetToken(email), NEW_PASSWORD, newRequestContext())).ok).toBe(true);
    expect((await attempt(NEW_PASSWORD.password)).ok).toBe(true);
  });

  it("sets one password when 50 concurrent requests use the same token", async () => {
    const { email, id } = await createUser();
    const token = await resetToken(email);
    const passwords = Array.from({ length: 50 }, (_, index) => `Zk3-unlikely-harbour-${index}`);
    const results = await Promise.all(
      passwords.map((password) =>
        resetPassword(token, { password, password2: password }, newRequestContext()),
      ),
    );
    const winners = passwords.filter((_, index) => results[index]?.ok);
    expect(winners).toHaveLength(1);
    expect((await logIn(email, winners[0] ?? "")).ok).toBe(true);
    expect(await db().outboxEmail.count({ where: { userId: id, kind: "password_changed" } })).toBe(1);
  });

  it("applies the password rules, and doesn't consume the token if they aren't met", async () => {
    const { email, username } = await createUser();
    const token = await resetToken(email);
    const tooSimilar = { password: `${username}1`, password2: "other" };
    expect(await resetPassword(token, tooSimilar, newRequestContext())).toMatchObject({
      failure: {
        errors: {
          password: ["password_like_username"],
          password2: ["password_mismatch"],
        },
      },
    });
    expect((await resetPassword(token, NEW_PASSWORD, newRequestContext())).ok).toBe(true);
    expect(await resetPassword(token, NEW_PASSWORD, newRequestContext())).toMatchObject({
      failure: { code: "used" },
    });
  });

  it("accepts only the link of the latest email", async () => {
    const { email } = await createUser();
    const older = await resetToken(email);
    const newer = await resetToken(email);
    expect(await resetPassword(older, NEW_PASSWORD, newRequestContext())).toMatchObject({
      failure: { code: "unknown" },
    });
    expect((await resetPassword(newer, NEW_PASSWORD, newRequestContext())).ok).toBe(true);
  });

  it("accepts only tokens for its own purpose, and none after a change of email address", async () => {
    const { id, email } = await createUser();
    const token = await resetToken(email);
    const proof = { kind: "none" } as const;
    expect(await verifyEmail(token, proof, newRequestContext(), { device: testDevice })).toMatchObject({
      failure: { code: "unknown" },
    });
    const { id: emailId } = await db().outboxEmail.findFirstOrThrow({
      where: { userId: id, kind: "verify_email" },
    });
    expect(
      await resetPassword(deriveEmailToken("verify-email", emailId), NEW_PASSWORD, newRequestContext()),
    ).toMatchObject({
      failure: { code: "unknown" },
    });
    const other = validRegistration().email;
    await db().user.update({ where: { id }, data: { email: other, emailCanonical: other } });
    expect(await resetPassword(token, NEW_PASSWORD, newRequestContext())).toMatchObject({
      failure: { code: "unknown" },
    });
  });

  it("returns the same result for any address, but sends an email only to an account", async () => {
    const { email, id } = await createUser();
    const unknown = validRegistration().email;
    expect(await requestPasswordReset({ email: unknown }, newRequestContext())).toEqual({
      ok: true,
      value: { email: unknown },
    });
    const results = await Promise.all(
      [1, 2, 3].map(() => requestPasswordReset({ email }, newRequestContext())),
    );
    for (const result of results) expect(result).toEqual({ ok: true, value: { email } });
    expect(await db().outboxEmail.count({ where: { userId: id, kind: "reset_password" } })).toBe(1);
    while ((await deliverBatch()).claimed > 0);
    expect(await services.mailsTo(unknown)).toHaveLength(0);
  });
});
