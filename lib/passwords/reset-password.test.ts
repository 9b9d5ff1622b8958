import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { register } from "@/lib/registration/register";
import { findSession } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { someContext, someDevice, someRegistration } from "@/lib/testing/test-users";
import { deriveEmailToken } from "@/lib/tokens/email-tokens";
import { verifyEmail } from "@/lib/verification/verify-email";
import { requestPasswordReset } from "./request-password-reset";
import { resetPassword } from "./reset-password";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MAIL_RATE_LIMIT: "9/1m" });
});
afterAll(() => services.close());

const NEW = { password: "Zk3-unlikely-harbour", password2: "Zk3-unlikely-harbour" };

async function registered() {
  const input = someRegistration();
  const result = await register(input, someContext());
  if (!result.ok) throw new Error("The registration failed.");
  return { ...input, id: result.value.id };
}

async function resetToken(email: string) {
  await requestPasswordReset({ email }, someContext());
  while ((await deliverBatch()).claimed > 0);
  const [mail] = await services.mailsTo(email);
  return (
    new URL(/http\S+token=\S+/.exec(mail?.text ?? "")?.[0] ?? "http://none").searchParams.get("token") ?? ""
  );
}

const enter = (email: string, password: string) =>
  login({ email, password }, someContext(), "bearer", someDevice);

describe("a new password by mail", () => {
  it("ends every session, verifies the address, is told of by mail, and logs nobody in", async () => {
    const { id, email, password } = await registered();
    await db().user.update({ where: { id }, data: { emailVerified: true } });
    const session = await enter(email, password);
    await db().user.update({ where: { id }, data: { emailVerified: false } });
    const token = await resetToken(email.toUpperCase());
    expect((await resetPassword(token, NEW, someContext())).ok).toBe(true);
    expect(await findSession(session.ok ? session.value.token : "", "bearer")).toBeUndefined();
    expect(await db().session.count({ where: { userId: id } })).toBe(0);
    expect(await enter(email, password)).toMatchObject({ failure: { code: "wrong_credentials" } });
    expect((await enter(email, NEW.password)).ok).toBe(true);
    while ((await deliverBatch()).claimed > 0);
    const subjects = (await services.mailsTo(email)).map(({ subject }) => subject);
    expect(subjects).toContain("Your password was changed - Real MFA");
    const events = await db().auditEvent.findMany({
      // EmptyState waits for the note of a failure.
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

  it("lets its owner in at once, in a browser that has used up its attempts", async () => {
    const { id, email, password } = await registered();
    await db().user.update({ where: { id }, data: { emailVerified: true } });
    const first = await login({ email, password }, someContext(), "cookie", someDevice);
    const deviceToken = (first.ok && first.value.deviceToken) || "";
    const attempt = (password: string) =>
      login({ email, password }, { ...someContext(), deviceToken }, "cookie", someDevice);
    for (let guess = 0; guess < 5; guess++) await attempt("wrong");
    expect(await attempt(password)).toMatchObject({ failure: { code: "rate_limited" } });
    expect((await resetPassword(await resetToken(email), NEW, someContext())).ok).toBe(true);
    expect((await attempt(NEW.password)).ok).toBe(true);
  });

  it("is set once, of fifty who use the token at the same moment", async () => {
    const { email, id } = await registered();
    const token = await resetToken(email);
    const passwords = Array.from({ length: 50 }, (_, index) => `Zk3-unlikely-harbour-${index}`);
    const results = await Promise.all(
      passwords.map((password) => resetPassword(token, { password, password2: password }, someContext())),
    );
    const winners = passwords.filter((_, index) => results[index]?.ok);
    expect(winners).toHaveLength(1);
    expect((await enter(email, winners[0] ?? "")).ok).toBe(true);
    expect(await db().outboxEmail.count({ where: { userId: id, kind: "password_changed" } })).toBe(1);
  });

  it("is held against the same rules, and a mistake does not use up the link", async () => {
    const { email, username } = await registered();
    const token = await resetToken(email);
    const similar = { password: `${username}1`, password2: "other" };
    expect(await resetPassword(token, similar, someContext())).toMatchObject({
      failure: {
        errors: {
          password: ["The password is too similar to the username."],
          password2: ["Password fields didn't match."],
        },
      },
    });
    expect((await resetPassword(token, NEW, someContext())).ok).toBe(true);
    expect(await resetPassword(token, NEW, someContext())).toMatchObject({ failure: { code: "used" } });
  });

  it("has one link: a newer mail replaces the older", async () => {
    const { email } = await registered();
    const older = await resetToken(email);
    const newer = await resetToken(email);
    expect(await resetPassword(older, NEW, someContext())).toMatchObject({ failure: { code: "unknown" } });
    expect((await resetPassword(newer, NEW, someContext())).ok).toBe(true);
  });

  it("has a link of its own purpose, which dies with the address", async () => {
    const { id, email } = await registered();
    const token = await resetToken(email);
    expect(await verifyEmail(token, someContext())).toMatchObject({ failure: { code: "unknown" } });
    const { id: mailId } = await db().outboxEmail.findFirstOrThrow({
      where: { userId: id, kind: "verify_email" },
    });
    expect(await resetPassword(deriveEmailToken("verify-email", mailId), NEW, someContext())).toMatchObject({
      failure: { code: "unknown" },
    });
    const other = someRegistration().email;
    await db().user.update({ where: { id }, data: { email: other, emailCanonical: other } });
    expect(await resetPassword(token, NEW, someContext())).toMatchObject({ failure: { code: "unknown" } });
  });

  it("answers alike for any address, and mails only who is there, once at a time", async () => {
    const { email, id } = await registered();
    const unknown = someRegistration().email;
    expect(await requestPasswordReset({ email: unknown }, someContext())).toEqual({
      ok: true,
      value: { email: unknown },
    });
    const answers = await Promise.all([1, 2, 3].map(() => requestPasswordReset({ email }, someContext())));
    for (const answer of answers) expect(answer).toEqual({ ok: true, value: { email } });
    expect(await db().outboxEmail.count({ where: { userId: id, kind: "reset_password" } })).toBe(1);
    while ((await deliverBatch()).claimed > 0);
    expect(await services.mailsTo(unknown)).toHaveLength(0);
  });
});
