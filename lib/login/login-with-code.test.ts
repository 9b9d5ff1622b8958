import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomToken } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import type { RequestContext } from "@/lib/http/request-context";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { addAuthenticatorApp, totpCode } from "@/lib/testing/test-two-factor";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { limitGuesses } from "@/lib/two-factor/verify-code";
import { login } from "./login";
import { logInWithCode } from "./login-with-code";
import { verifyLogin } from "./verify-login";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const PARALLEL = 50;
const USED_CODE = { code: "invalid", errors: { code: ["code_used"] } };

/** An account with an authenticator app, and what logs in to it. */
async function newProtectedUser() {
  const actor = await newActor();
  return { ...actor, ...(await addAuthenticatorApp(actor)) };
}

function logIn(
  { email, password }: { email: string; password: string },
  more: object = {},
  context: RequestContext = newRequestContext(),
) {
  return login({ email, password, ...more }, context, "bearer", testDevice);
}

/** Submits a code often at once, as requests do whose password has been checked. */
async function submitOften(userId: string, code: string) {
  const user = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { id: true, email: true, emailCanonical: true, passwordHash: true },
  });
  const { emailCanonical } = user;
  const detectedName = testDevice.device_name;
  const request = { kind: "bearer", device: testDevice, detectedName, isRemembered: false } as const;
  const submit = () => {
    const context = newRequestContext();
    const client = context.ipAddress;
    const admission = {
      purpose: "login",
      standing: "stranger",
      account: emailCanonical,
      client,
      subject: `${emailCanonical} ${client}`,
    } as const;
    return logInWithCode(user, { emailCanonical, code, admission, request }, context);
  };
  return Promise.all(Array.from({ length: PARALLEL }, submit));
}

const sessionsOf = (userId: string) => db().session.count({ where: { userId } });
const eventsOf = (userId: string, event: string) => db().auditEvent.count({ where: { userId, event } });

describe("a login with password and code in one request", () => {
  it("opens a session with two factors and leaves no pending login", async () => {
    const user = await newProtectedUser();
    const result = await logIn(user, { code: totpCode(user.key) });
    expect(result.ok).toBe(true);
    if (!result.ok) return;
    expect(await db().session.findUnique({ where: { id: result.value.id } })).toMatchObject({
      aal: 2,
      amr: ["pwd", "otp", "mfa"],
    });
    expect(await db().pendingLogin.count({ where: { userId: user.userId } })).toBe(0);
    const { email } = user;
    expect(await db().outboxEmail.count({ where: { recipient: email, kind: "new_login" } })).toBe(1);
  });

  it("accepts a recovery code, and tells the owner", async () => {
    const user = await newProtectedUser();
    const [code = ""] = user.recoveryCodes;
    expect((await logIn(user, { code: code.toLowerCase() })).ok).toBe(true);
    expect(await db().recoveryCode.count({ where: { userId: user.userId } })).toBe(9);
    const { userId } = user;
    expect(await db().outboxEmail.count({ where: { userId, kind: "recovery_code_used" } })).toBe(1);
    expect(await logIn(user, { code })).toMatchObject({
      failure: { code: "invalid", errors: { code: ["incorrect_code"] } },
    });
  });

  it("says nothing about the code if the password is wrong, and doesn't use it up", async () => {
    const user = await newProtectedUser();
    const code = totpCode(user.key);
    const wrong = { email: user.email, password: "Not-the-passw0rd" };
    for (const guess of [code, "000000", user.recoveryCodes[0] ?? ""]) {
      expect(await logIn(wrong, { code: guess })).toEqual({
        ok: false,
        failure: { code: "wrong_credentials" },
      });
    }
    expect(await db().recoveryCode.count({ where: { userId: user.userId } })).toBe(10);
    expect((await logIn(user, { code })).ok).toBe(true);
  });

  it("answers a wrong code as the second step does, and lets another one finish the login", async () => {
    const user = await newProtectedUser();
    const context = newRequestContext();
    const before = await sessionsOf(user.userId);
    const wrong = await logIn(user, { code: "000000" }, context);
    expect(wrong).toMatchObject({
      ok: false,
      failure: {
        code: "invalid",
        errors: { code: ["incorrect_code"] },
        pending: { methods: ["authenticator", "recovery_code"], expiresInSeconds: 600 },
      },
    });
    expect(await sessionsOf(user.userId)).toBe(before);
    expect(await eventsOf(user.userId, "authn_login_fail")).toBe(1);
    if (wrong.ok || !("pending" in wrong.failure)) throw new Error("There is no pending login.");
    const input = { mfa_token: wrong.failure.pending.mfaToken, code: totpCode(user.key) };
    expect((await verifyLogin(input, context, "bearer")).ok).toBe(true);
  });

  it("counts the wrong code among the five of the pending login", async () => {
    const user = await newProtectedUser();
    const wrong = await logIn(user, { code: "000000" });
    if (wrong.ok || !("pending" in wrong.failure)) throw new Error("There is no pending login.");
    const { mfaToken } = wrong.failure.pending;
    const verify = (code: string) =>
      verifyLogin({ mfa_token: mfaToken, code }, newRequestContext(), "bearer");
    const answers: string[] = [];
    for (let guess = 0; guess < 4; guess++) {
      const result = await verify("000000");
      answers.push(result.ok ? "ok" : result.failure.code);
    }
    expect(answers).toEqual(["invalid", "invalid", "invalid", "login_expired"]);
    expect(await eventsOf(user.userId, "authn_login_fail")).toBe(5);
  });

  it("limits wrong codes per client, and from all clients together", async () => {
    const user = await newProtectedUser();
    const context = newRequestContext();
    const answers: string[] = [];
    for (let guess = 0; guess < 6; guess++) {
      const result = await logIn(user, { code: "000000" }, context);
      answers.push(result.ok ? "ok" : result.failure.code);
    }
    expect(answers).toEqual([...Array(5).fill("invalid"), "rate_limited"]);
    for (let guess = 5; guess < 99; guess++) {
      await limitGuesses(user.userId, { client: newRequestContext().ipAddress });
    }
    expect(await logIn(user, { code: "000000" })).toMatchObject({ failure: { code: "invalid" } });
    // The right code is refused too, and stays unused.
    expect(await logIn(user, { code: totpCode(user.key) })).toMatchObject({
      failure: { code: "rate_limited" },
    });
    expect(await sessionsOf(user.userId)).toBe(1);
  });

  it("opens one session for one code, however many requests submit it at once", async () => {
    const user = await newProtectedUser();
    const before = await sessionsOf(user.userId);
    const results = await submitOften(user.userId, totpCode(user.key));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results).toContainEqual({ ok: false, failure: expect.objectContaining(USED_CODE) });
    expect(await sessionsOf(user.userId)).toBe(before + 1);
  });

  it("accepts a recovery code once, however many requests submit it at once", async () => {
    const user = await newProtectedUser();
    const results = await submitOften(user.userId, user.recoveryCodes[0] ?? "");
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db().recoveryCode.count({ where: { userId: user.userId } })).toBe(9);
  });

  it("accepts a code once, in one request and in the second step together", async () => {
    const user = await newProtectedUser();
    const pending = await logIn(user);
    if (pending.ok || pending.failure.code !== "mfa_required") throw new Error("There is no pending login.");
    const code = totpCode(user.key);
    const input = { mfa_token: pending.failure.mfaToken, code };
    const results = await Promise.all([
      logIn(user, { code }),
      verifyLogin(input, newRequestContext(), "bearer"),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("ignores a code if there is no second factor, and asks for one if the code is blank", async () => {
    const plain = await newActor();
    const result = await logIn(plain, { code: "000000" });
    expect(result.ok).toBe(true);
    const user = await newProtectedUser();
    expect(await logIn(user, { code: "" })).toMatchObject({ failure: { code: "mfa_required" } });
  });

  it("verifies the code on a trusted device too, and trusts a device that asks for it", async () => {
    const user = await newProtectedUser();
    const device_token = randomToken();
    const trusted = { device_token, remember_device: true, code: totpCode(user.key) };
    expect((await logIn(user, trusted)).ok).toBe(true);
    expect((await logIn(user, { device_token })).ok).toBe(true);
    expect(await logIn(user, { device_token, code: "000000" })).toMatchObject({
      failure: { code: "invalid" },
    });
    const verified = await logIn(user, { device_token, code: totpCode(user.key, 1) });
    if (!verified.ok) throw new Error(verified.failure.code);
    expect(await db().session.findUnique({ where: { id: verified.value.id } })).toMatchObject({ aal: 2 });
  });

  it("opens no session for a suspended account, and leaves the code unused", async () => {
    const user = await newProtectedUser();
    await db().user.update({ where: { id: user.userId }, data: { suspendedAt: new Date() } });
    const code = totpCode(user.key);
    expect(await logIn(user, { code })).toEqual({ ok: false, failure: { code: "suspended" } });
    await db().user.update({ where: { id: user.userId }, data: { suspendedAt: null } });
    expect((await logIn(user, { code })).ok).toBe(true);
  });
});
