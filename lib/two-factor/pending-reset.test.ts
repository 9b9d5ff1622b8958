import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportUnrecognizedLogin } from "@/lib/account/report-unrecognized-login";
import { db } from "@/lib/database/client";
import type { EmailKind } from "@/lib/generated/prisma/client";
import { login } from "@/lib/login/login";
import { requestTwoFactorReset } from "@/lib/login/request-two-factor-reset";
import { verifyLogin } from "@/lib/login/verify-login";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { findSession } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { addAuthenticatorApp, totpCode } from "@/lib/testing/test-two-factor";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { cancelOwnReset } from "./cancel-reset";
import { cancelTwoFactorReset, completeResets, remindOfResets, startTwoFactorReset } from "./pending-reset";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const HOUR_MS = 60 * 60 * 1000;
const USED = { ok: false, failure: { code: "used" } };

async function newProtectedUser() {
  const actor = await newActor();
  return { ...actor, ...(await addAuthenticatorApp(actor)) };
}

async function pendingLogin({ email, password }: { email: string; password: string }) {
  const result = await login({ email, password }, newRequestContext(), "bearer", testDevice);
  if (result.ok || result.failure.code !== "mfa_required") throw new Error("No second factor was asked for.");
  return result.failure.mfaToken;
}

/** Delivers all emails and returns the token in the newest one of an address with a subject. */
async function tokenIn(address: string, subject: RegExp): Promise<string> {
  while ((await deliverBatch()).claimed > 0);
  const email = (await services.mailsTo(address)).find((sent) => subject.test(sent.subject));
  return /token=([\w-]+)/.exec(email?.text ?? "")?.[1] ?? "";
}

/** A user who has started the reset, and when it takes effect. */
async function startedReset() {
  const user = await newProtectedUser();
  const requested = await requestTwoFactorReset(await pendingLogin(user), "bearer", newRequestContext());
  expect(requested).toEqual({ ok: true, value: { email: user.email } });
  const token = await tokenIn(user.email, /^Reset two-factor/);
  const started = await startTwoFactorReset(token, newRequestContext());
  if (!started.ok) throw new Error(`The reset was refused: ${started.failure.code}`);
  return { ...user, token, dueAt: started.value };
}

const emails = (userId: string, kind: EmailKind) => db().outboxEmail.count({ where: { userId, kind } });
const isOn = async (userId: string) =>
  (await db().user.findUniqueOrThrow({ where: { id: userId } })).twoFactorSince !== null;

/** Moves the reset into the past, as if the time had passed. */
async function pass(userId: string, hours: number) {
  const reset = await db().twoFactorReset.findFirstOrThrow({ where: { userId } });
  const earlier = (date: Date) => new Date(date.getTime() - hours * HOUR_MS);
  await db().twoFactorReset.update({
    where: { id: reset.id },
    data: {
      createdAt: earlier(reset.createdAt),
      dueAt: earlier(reset.dueAt),
      remindedAt: reset.remindedAt && earlier(reset.remindedAt),
    },
  });
}

describe("the reset of two-factor authentication", () => {
  it("takes effect after 72 hours, with notices at the start, after a day, before the end and at the end", async () => {
    const user = await startedReset();
    expect(user.dueAt.getTime() - Date.now()).toBeGreaterThan(71 * HOUR_MS);
    expect(await emails(user.userId, "two_factor_reset_requested")).toBe(1);
    await remindOfResets();
    await completeResets();
    expect(await emails(user.userId, "two_factor_reset_reminder")).toBe(0);
    expect(await isOn(user.userId)).toBe(true);

    await pass(user.userId, 25);
    await Promise.all([remindOfResets(), remindOfResets()]);
    await remindOfResets();
    expect(await emails(user.userId, "two_factor_reset_reminder")).toBe(1);

    await pass(user.userId, 34);
    expect(await remindOfResets()).toBe(0);
    await pass(user.userId, 2);
    await Promise.all([remindOfResets(), remindOfResets()]);
    await remindOfResets();
    expect(await emails(user.userId, "two_factor_reset_reminder")).toBe(2);
    await pass(user.userId, 10);
    expect(await remindOfResets()).toBe(0);

    await pass(user.userId, 2);
    await Promise.all([completeResets(), completeResets()]);
    expect(await emails(user.userId, "two_factor_reset_done")).toBe(1);
    expect(await isOn(user.userId)).toBe(false);
    expect(await db().session.count({ where: { userId: user.userId } })).toBe(0);
    const { email, password } = user;
    expect((await login({ email, password }, newRequestContext(), "bearer", testDevice)).ok).toBe(true);
  });

  it("is started once by one link, however many requests use it", async () => {
    const user = await newProtectedUser();
    await requestTwoFactorReset(await pendingLogin(user), "bearer", newRequestContext());
    const token = await tokenIn(user.email, /^Reset two-factor/);
    const results = await Promise.all(
      Array.from({ length: 10 }, () => startTwoFactorReset(token, newRequestContext())),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db().twoFactorReset.count({ where: { userId: user.userId } })).toBe(1);
  });

  it.each(["requested", "reminder"] as const)("is canceled by the link in the %s notice", async (notice) => {
    const user = await startedReset();
    if (notice === "reminder") {
      await pass(user.userId, 25);
      await remindOfResets();
    }
    const token = await tokenIn(user.email, notice === "reminder" ? /^Reminder/ : /will be turned off$/);
    expect(await cancelTwoFactorReset(token, newRequestContext())).toEqual({ ok: true, value: undefined });
    expect(await cancelTwoFactorReset(token, newRequestContext())).toEqual(USED);
    expect(await emails(user.userId, "two_factor_reset_canceled")).toBe(1);
    await pass(user.userId, 100);
    await completeResets();
    expect(await isOn(user.userId)).toBe(true);
  });

  it("is canceled by a login with a second factor, and not by one without", async () => {
    const user = await startedReset();
    const mfaToken = await pendingLogin(user);
    const pending = { userId: user.userId, canceledAt: null };
    expect(await db().twoFactorReset.count({ where: pending })).toBe(1);
    const input = { mfa_token: mfaToken, code: totpCode(user.key) };
    expect((await verifyLogin(input, newRequestContext(), "bearer")).ok).toBe(true);
    expect(await db().twoFactorReset.count({ where: pending })).toBe(0);
    expect(await emails(user.userId, "two_factor_reset_canceled")).toBe(1);
  });

  it("is canceled by its owner in a session with a recent second factor, and not otherwise", async () => {
    const user = await startedReset();
    const input = { mfa_token: await pendingLogin(user), code: totpCode(user.key) };
    // Before this login, which would cancel it.
    await db().twoFactorReset.deleteMany({ where: { userId: user.userId } });
    const verified = await verifyLogin(input, newRequestContext(), "bearer");
    const session = await findSession(verified.ok ? verified.value.token : "", "bearer");
    if (!session) throw new Error("The login failed.");
    await db().twoFactorReset.create({
      data: { userId: user.userId, dueAt: new Date(Date.now() + HOUR_MS) },
    });
    const actor = { ...session, ...newRequestContext(), userId: user.userId };
    const refused = { ok: false, failure: { code: "confirmation_needed" } };
    expect(await cancelOwnReset({ ...actor, aal: 1 })).toEqual(refused);
    expect(await cancelOwnReset({ ...actor, authenticatedAt: new Date(0) })).toEqual(refused);
    expect(await cancelOwnReset(actor)).toEqual({ ok: true, value: true });
    expect(await cancelOwnReset(actor)).toEqual({ ok: true, value: false });
    expect(await emails(user.userId, "two_factor_reset_canceled")).toBe(1);
  });

  it("is requested by email at most once a minute, and each request is recorded", async () => {
    const user = await newProtectedUser();
    const mfaToken = await pendingLogin(user);
    const request = () => requestTwoFactorReset(mfaToken, "bearer", newRequestContext());
    expect((await request()).ok).toBe(true);
    expect(await request()).toMatchObject({ failure: { code: "rate_limited" } });
    const event = { userId: user.userId, event: "authn_token_created" };
    expect(await db().auditEvent.findMany({ where: event, select: { details: true } })).toEqual([
      { details: { purpose: "two-factor-reset" } },
    ]);
  });

  it("is canceled when the owner secures the account", async () => {
    const user = await newProtectedUser();
    const trusted = { email: user.email, password: user.password };
    const input = { mfa_token: await pendingLogin(trusted), code: totpCode(user.key) };
    await verifyLogin(input, newRequestContext(), "bearer");
    const report = await tokenIn(user.email, /^New login/);
    await requestTwoFactorReset(await pendingLogin(user), "bearer", newRequestContext());
    const token = await tokenIn(user.email, /^Reset two-factor/);
    expect((await startTwoFactorReset(token, newRequestContext())).ok).toBe(true);
    expect((await reportUnrecognizedLogin(report, newRequestContext())).ok).toBe(true);
    expect(await emails(user.userId, "two_factor_reset_canceled")).toBe(1);
  });

  it("needs a login with the right password", async () => {
    expect(await requestTwoFactorReset("none", "bearer", newRequestContext())).toEqual({
      ok: false,
      failure: { code: "login_expired" },
    });
  });
});
