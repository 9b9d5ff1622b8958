import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listActivity } from "@/lib/account/list-activity";
import { db } from "@/lib/database/client";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { requestPasswordReset } from "@/lib/passwords/request-password-reset";
import { resetPassword } from "@/lib/passwords/reset-password";
import { consumeRateLimit } from "@/lib/rate-limit/rate-limit";
import { findSession } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import { confirmLogin, getPendingLogin } from "./confirm-login";
import { login } from "./login";
import { createVerifiedUser } from "./login-fixtures";

const GUESSES = 5;
const REQUIRED = { ok: false, failure: { code: "confirmation_required" } };

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ LOGIN_GLOBAL_RATE_LIMIT: `${GUESSES}/30d` });
});
afterAll(() => services.close());

/** Logs in from a new device, at a new address. */
const logIn = (email: string, password: string) =>
  login({ email, password }, newRequestContext(), "bearer", testDevice);

/** Uses up the guesses that all strangers together have at an account. */
async function guessAt(email: string) {
  for (let guess = 0; guess < GUESSES; guess++) await consumeRateLimit("loginGlobal", email);
}

async function loginLinks(email: string) {
  while ((await deliverBatch()).claimed > 0);
  return (await services.mailsTo(email)).filter(({ subject }) => subject === "Finish logging in");
}

/** Logs in with the correct password while the account is being guessed at, and returns the token of the link. */
async function requestLink(email: string, password: string): Promise<string> {
  const before = (await loginLinks(email)).length;
  expect(await logIn(email, password)).toEqual(REQUIRED);
  await expect.poll(async () => (await loginLinks(email)).length).toBe(before + 1);
  const [link] = await loginLinks(email);
  return new URL(/http\S+token=\S+/.exec(link?.text ?? "")?.[0] ?? "").searchParams.get("token") ?? "";
}

const finish = (token: string) => confirmLogin({ token }, newRequestContext(), "bearer", testDevice);

describe("an account at whose password strangers have guessed too often", () => {
  it("answers a correct and a wrong password alike, also for an address without an account", async () => {
    const { email, password } = await createVerifiedUser();
    const unknown = validRegistration().email;
    for (const address of [email, unknown]) {
      for (let guess = 0; guess < GUESSES; guess++) {
        expect(await logIn(address, "wrong")).toEqual({ ok: false, failure: { code: "wrong_credentials" } });
      }
    }
    expect(await logIn(email, "wrong")).toEqual(REQUIRED);
    expect(await logIn(email, password)).toEqual(REQUIRED);
    expect(await logIn(unknown, "wrong")).toEqual(REQUIRED);
  });

  it("counts a correct password against a client's own limit as it counts a wrong one", async () => {
    for (const isCorrect of [true, false]) {
      const { email, password } = await createVerifiedUser();
      await guessAt(email);
      const context = newRequestContext();
      const attempt = () =>
        login({ email, password: isCorrect ? password : "wrong" }, context, "bearer", testDevice);
      for (let guess = 0; guess < 5; guess++) expect(await attempt()).toEqual(REQUIRED);
      expect(await attempt()).toMatchObject({ failure: { code: "rate_limited" } });
    }
  });

  it("sends its owner one link for several correct passwords, and none for a wrong one", async () => {
    const { id, email, password } = await createVerifiedUser();
    await guessAt(email);
    await logIn(email, "wrong");
    await expect
      .poll(() => db().auditEvent.count({ where: { userId: id, event: "authn_login_fail" } }))
      .toBe(1);
    expect(await loginLinks(email)).toEqual([]);
    await Promise.all(Array.from({ length: 8 }, () => logIn(email, password)));
    await expect.poll(async () => (await loginLinks(email)).length).toBe(1);
    await db().outboxEmail.updateMany({
      where: { userId: id, kind: "confirm_login" },
      data: { createdAt: new Date(Date.now() - 11 * 60_000) },
    });
    await requestLink(email, password);
    expect(await loginLinks(email)).toHaveLength(2);
  });

  it.each([
    ["suspended", { suspendedAt: new Date() }],
    ["unverified", { emailVerified: false }],
  ])("sends no link if it is %s, and doesn't say that it is", async (_, data) => {
    const { id, email, password } = await createVerifiedUser();
    await db().user.update({ where: { id }, data });
    await guessAt(email);
    expect(await logIn(email, password)).toEqual(REQUIRED);
    await expect
      .poll(() => db().auditEvent.count({ where: { userId: id, event: "authn_login_fail" } }))
      .toBe(1);
    expect(await loginLinks(email)).toEqual([]);
  });
});

describe("the link that finishes a login", () => {
  it("logs in once, also in concurrent requests, and is recorded", async () => {
    const { id, username, email, password } = await createVerifiedUser();
    await guessAt(email);
    const token = await requestLink(email, password);
    expect(await getPendingLogin(token)).toEqual({ ok: true, value: { username } });
    expect(await db().session.count({ where: { userId: id } })).toBe(0);
    const results = await Promise.all(Array.from({ length: 10 }, () => finish(token)));
    const [finished, ...more] = results.filter(({ ok }) => ok);
    expect(more).toEqual([]);
    expect(await findSession(finished?.ok ? finished.value.token : "", "bearer")).toMatchObject({
      user: { id },
    });
    expect(await finish(token)).toEqual({ ok: false, failure: { code: "used" } });
    const { activity } = await listActivity({ userId: id });
    expect(activity.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        "Login link sent after too many failed logins",
        "Logged in from a new device: Firefox on Linux",
      ]),
    );
  });

  it("makes its browser known to the account", async () => {
    const { email, password } = await createVerifiedUser();
    await guessAt(email);
    const token = await requestLink(email, password);
    const context = newRequestContext();
    const finished = await confirmLogin({ token }, context, "cookie", testDevice);
    const deviceToken = finished.ok ? (finished.value.deviceToken ?? "") : "";
    const again = { ...newRequestContext(), deviceToken };
    expect((await login({ email, password }, again, "cookie", testDevice)).ok).toBe(true);
  });

  it("doesn't reset the limit on guesses by itself", async () => {
    const { email, password } = await createVerifiedUser();
    await guessAt(email);
    expect((await finish(await requestLink(email, password))).ok).toBe(true);
    expect(await logIn(email, "wrong")).toEqual(REQUIRED);
  });

  it("doesn't work after a new password was set", async () => {
    const { email, password } = await createVerifiedUser();
    await guessAt(email);
    const token = await requestLink(email, password);
    await requestPasswordReset({ email }, newRequestContext());
    while ((await deliverBatch()).claimed > 0);
    const [reset] = await services.mailsTo(email);
    const resetToken = /token=([\w-]{43})/.exec(reset?.text ?? "")?.[1] ?? "";
    const NEW = { password: "Zk3-unlikely-harbour", password2: "Zk3-unlikely-harbour" };
    expect((await resetPassword(resetToken, NEW, newRequestContext())).ok).toBe(true);
    expect(await finish(token)).toEqual({ ok: false, failure: { code: "used" } });
  });

  it("doesn't work while the account is suspended", async () => {
    const { id, email, password } = await createVerifiedUser();
    await guessAt(email);
    const token = await requestLink(email, password);
    await db().user.update({ where: { id }, data: { suspendedAt: new Date() } });
    expect((await finish(token)).ok).toBe(false);
    expect(await db().session.count({ where: { userId: id } })).toBe(0);
  });

  it.each([{}, { token: "" }, { token: "x".repeat(43) }, { token: 5 }, { token: "\0" }])(
    "is refused without a valid token: %j",
    async (input) => {
      const result = await confirmLogin(input, newRequestContext(), "bearer", testDevice);
      expect(result.ok ? "" : result.failure.code).toMatch(/^(invalid|unknown)$/);
    },
  );
});
