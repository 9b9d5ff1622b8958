import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { randomToken } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { addAuthenticatorApp, totpCode } from "@/lib/testing/test-two-factor";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { limitGuesses } from "@/lib/two-factor/verify-code";
import { login } from "./login";
import { verifyLogin } from "./verify-login";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const PARALLEL = 50;
const STEP_MS = 30_000;

/** An account with an authenticator app, and what logs in to it. */
async function newProtectedUser() {
  const actor = await newActor();
  return { ...actor, ...(await addAuthenticatorApp(actor)) };
}

/** Begins many logins. One after the other: at once, most would be refused, because an account has few threads. */
async function logInOften(user: { email: string; password: string }) {
  const pending = [];
  for (let count = 0; count < PARALLEL; count++) pending.push(await logIn(user));
  return pending;
}

async function logIn({ email, password }: { email: string; password: string }, more: object = {}) {
  const result = await login({ email, password, ...more }, newRequestContext(), "bearer", testDevice);
  if (result.ok || result.failure.code !== "mfa_required") throw new Error("No second factor was asked for.");
  return result.failure;
}

const verify = (mfa_token: string, code: string, more: object = {}) =>
  verifyLogin({ mfa_token, code, ...more }, newRequestContext(), "bearer");

const WRONG_CODE = { ok: false, failure: { code: "invalid", errors: { code: ["incorrect_code"] } } };
const USED_CODE = { ok: false, failure: { code: "invalid", errors: { code: ["code_used"] } } };
const EXPIRED = { ok: false, failure: { code: "login_expired" } };

describe("a login with a second factor", () => {
  it("creates a session only after the code, and records how it was opened", async () => {
    const user = await newProtectedUser();
    const sessions = () => db().session.count({ where: { userId: user.userId } });
    const before = await sessions();
    const pending = await logIn(user);
    expect(pending).toMatchObject({ methods: ["authenticator", "recovery_code"], expiresInSeconds: 600 });
    expect(await sessions()).toBe(before);
    const verified = await verify(pending.mfaToken, totpCode(user.key));
    expect(verified.ok).toBe(true);
    expect(await sessions()).toBe(before + 1);
    const session = await db().session.findFirst({
      where: { userId: user.userId },
      orderBy: { createdAt: "desc" },
    });
    expect(session).toMatchObject({ aal: 2, amr: ["pwd", "otp", "mfa"] });
  });

  it("accepts a code in the notations that people type", async () => {
    const user = await newProtectedUser();
    const { mfaToken } = await logIn(user);
    const code = totpCode(user.key);
    const fullWidth = [...code].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join("");
    expect((await verify(mfaToken, ` ${fullWidth.slice(0, 3)} ${fullWidth.slice(3)} `)).ok).toBe(true);
  });

  it("refuses the code that confirmed the setup", async () => {
    // The time step must not change in between: the next one has another code.
    vi.useFakeTimers({ toFake: ["Date"], now: Math.floor(Date.now() / STEP_MS) * STEP_MS + STEP_MS / 2 });
    try {
      const user = await newProtectedUser();
      const { mfaToken } = await logIn(user);
      expect(await verify(mfaToken, totpCode(user.key, -1))).toEqual(USED_CODE);
    } finally {
      vi.useRealTimers();
    }
  });

  it("refuses a code that is older than an accepted one", async () => {
    const user = await newProtectedUser();
    const first = await logIn(user);
    expect((await verify(first.mfaToken, totpCode(user.key, 1))).ok).toBe(true);
    const second = await logIn(user);
    expect(await verify(second.mfaToken, totpCode(user.key))).toEqual(USED_CODE);
  });

  it("opens one session for one code, however many requests submit it at once", async () => {
    const user = await newProtectedUser();
    const pending = await logInOften(user);
    const before = await db().session.count({ where: { userId: user.userId } });
    const code = totpCode(user.key);
    const results = await Promise.all(pending.map(({ mfaToken }) => verify(mfaToken, code)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db().session.count({ where: { userId: user.userId } })).toBe(before + 1);
  });

  it("accepts each recovery code once, however many requests submit it at once", async () => {
    const user = await newProtectedUser();
    const pending = await logInOften(user);
    const code = user.recoveryCodes[0]?.toLowerCase().replaceAll("-", " ") ?? "";
    const results = await Promise.all(pending.map(({ mfaToken }) => verify(mfaToken, code)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db().recoveryCode.count({ where: { userId: user.userId } })).toBe(9);
    const email = await db().outboxEmail.findFirst({
      where: { userId: user.userId, kind: "recovery_code_used" },
    });
    expect(email?.details).toMatchObject({ remaining: "9" });
  });

  it("allows five wrong codes, also if they are submitted at once", async () => {
    const user = await newProtectedUser();
    const { mfaToken } = await logIn(user);
    await Promise.all(Array.from({ length: PARALLEL }, () => verify(mfaToken, "000000")));
    const checked = { userId: user.userId, event: "authn_login_fail" };
    expect(await db().auditEvent.count({ where: checked })).toBe(5);
    expect(await verify(mfaToken, totpCode(user.key))).toEqual(EXPIRED);
  });

  it("records a wrong code with the detected device, whatever the client calls itself", async () => {
    const user = await newProtectedUser();
    const device = { ...testDevice, device_name: "The owner's own phone" };
    const { mfaToken } = await logIn(user, { device });
    await verify(mfaToken, "000000");
    const recorded = { userId: user.userId, event: "authn_login_fail" };
    expect(await db().auditEvent.findFirst({ where: recorded })).toMatchObject({
      personal: { device: testDevice.device_name },
    });
    expect((await verify(mfaToken, totpCode(user.key))).ok).toBe(true);
  });

  it("keeps counting wrong codes after the correct password", async () => {
    const user = await newProtectedUser();
    const context = newRequestContext();
    const answers: string[] = [];
    for (let round = 0; round < 3; round++) {
      const pending = await login(user, context, "bearer", testDevice);
      if (pending.ok || pending.failure.code !== "mfa_required") throw new Error("No pending login.");
      const { mfaToken } = pending.failure;
      for (let guess = 0; guess < 5; guess++) {
        const result = await verifyLogin({ mfa_token: mfaToken, code: "000000" }, context, "bearer");
        answers.push(result.ok ? "ok" : result.failure.code);
      }
    }
    // The fifth ends the first login. The limit of the client then refuses the others.
    expect(answers.slice(0, 5)).toEqual([...Array(4).fill("invalid"), "login_expired"]);
    expect(answers).not.toContain("ok");
    expect(answers.slice(5)).not.toContain("invalid");
    expect(answers.at(-1)).toBe("rate_limited");
  });

  it("isn't blocked on a known device by wrong codes from elsewhere", async () => {
    const user = await newProtectedUser();
    const device_token = randomToken();
    const first = await logIn(user, { device_token });
    expect((await verify(first.mfaToken, totpCode(user.key), { device_token })).ok).toBe(true);
    const { mfaToken } = await logIn(user, { device_token });
    for (let guess = 0; guess < 100; guess++) {
      await limitGuesses(user.userId, { client: newRequestContext().ipAddress });
    }
    const code = totpCode(user.key, 1);
    const elsewhere = await verify((await logIn(user)).mfaToken, code);
    expect(elsewhere).toMatchObject({ failure: { code: "rate_limited" } });
    expect((await verify(mfaToken, code, { device_token })).ok).toBe(true);
  });

  it("resets the limits of a known device, as a login without a second factor does", async () => {
    const user = await newProtectedUser();
    const device_token = randomToken();
    const context = newRequestContext();
    const enter = (password: string) =>
      login({ email: user.email, password, device_token }, context, "bearer", testDevice);
    const finish = async (code: string) => {
      const pending = await enter(user.password);
      if (pending.ok || pending.failure.code !== "mfa_required") throw new Error(JSON.stringify(pending));
      return verifyLogin({ mfa_token: pending.failure.mfaToken, code, device_token }, context, "bearer");
    };
    expect((await finish(totpCode(user.key))).ok).toBe(true);
    for (const code of [totpCode(user.key, 1), ...user.recoveryCodes.slice(0, 1)]) {
      for (let guess = 0; guess < 4; guess++) {
        expect(await enter("wrong")).toMatchObject({ failure: { code: "wrong_credentials" } });
      }
      expect((await finish(code)).ok).toBe(true);
    }
    expect(await enter("wrong")).toMatchObject({ failure: { code: "wrong_credentials" } });
  });

  it("ends with the pending login, another kind of client or a changed password", async () => {
    const user = await newProtectedUser();
    const { mfaToken } = await logIn(user);
    const asBrowser = await verifyLogin(
      { mfa_token: mfaToken, code: totpCode(user.key) },
      newRequestContext(),
      "cookie",
    );
    expect(asBrowser).toEqual(EXPIRED);
    expect(await verify("x".repeat(43), totpCode(user.key))).toEqual(EXPIRED);
    await db().user.update({ where: { id: user.userId }, data: { passwordHash: "changed" } });
    expect(await verify(mfaToken, totpCode(user.key))).toEqual(EXPIRED);
  });

  it("ends after ten minutes", async () => {
    const user = await newProtectedUser();
    const { mfaToken } = await logIn(user);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10 * 60 * 1000 + 1 });
    try {
      expect(await verify(mfaToken, totpCode(user.key))).toEqual(EXPIRED);
    } finally {
      vi.useRealTimers();
    }
  });

  it("skips the second factor on a trusted device until the methods change", async () => {
    const user = await newProtectedUser();
    const device_token = randomToken();
    const { mfaToken } = await logIn(user, { device_token });
    const remembered = { device_token, remember_device: true };
    expect((await verify(mfaToken, totpCode(user.key), remembered)).ok).toBe(true);
    const again = () =>
      login({ ...credentials(user), device_token }, newRequestContext(), "bearer", testDevice);
    const trusted = await again();
    expect(trusted.ok).toBe(true);
    if (!trusted.ok) return;
    expect(await db().session.findUnique({ where: { id: trusted.value.id } })).toMatchObject({ aal: 1 });
    await db().device.updateMany({ where: { userId: user.userId }, data: { trustedUntil: new Date() } });
    expect(await again()).toMatchObject({ failure: { code: "mfa_required" } });
  });

  it("refuses what can be no code", async () => {
    const user = await newProtectedUser();
    const { mfaToken } = await logIn(user);
    expect(await verify(mfaToken, "١٢٣٤٥٦")).toEqual(WRONG_CODE);
    expect(await verify(mfaToken, "x".repeat(1_000_000))).toMatchObject({ failure: { code: "invalid" } });
    expect(await verifyLogin(undefined, newRequestContext(), "bearer")).toMatchObject({
      failure: { code: "invalid" },
    });
    expect((await verify(mfaToken, totpCode(user.key))).ok).toBe(true);
  });
});

const credentials = ({ email, password }: { email: string; password: string }) => ({ email, password });
