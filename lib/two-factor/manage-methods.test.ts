import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requestEmailChange } from "@/lib/account/request-email-change";
import { db } from "@/lib/database/client";
import { changeDevice } from "@/lib/devices/manage-devices";
import { changePassword } from "@/lib/passwords/change-password";
import type { Actor } from "@/lib/sessions/current-user";
import { findSession } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { addAuthenticatorApp, totpCode } from "@/lib/testing/test-two-factor";
import { startAuthenticatorSetup } from "./add-authenticator-app";
import { passkeyRegistrationOptions } from "./add-passkey";
import { confirmIdentity } from "./confirm-identity";
import { regenerateRecoveryCodes, removeMethod, renameMethod } from "./manage-methods";
import { RECOVERY_ALPHABET, readTypedCode } from "./typed-code";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const CONFIRMATION_NEEDED = { ok: false, failure: { code: "confirmation_needed" } };
const NOT_FOUND = { ok: false, failure: { code: "not_found" } };

/** Returns the actor as the next request with a token of the session sees it. */
async function next(actor: Actor, token: string): Promise<Actor> {
  const session = await findSession(token, "bearer");
  if (!session) throw new Error("The session has ended.");
  return { ...actor, ...session };
}

/** An account with an authenticator app, in the session that added it. */
async function newProtectedActor() {
  const actor = await newActor();
  const app = await addAuthenticatorApp(actor);
  return { app, actor: { ...(await next(actor, app.session.token)), password: actor.password } };
}

const aged = <Aged extends Actor>(actor: Aged): Aged => ({
  ...actor,
  authenticatedAt: new Date(Date.now() - 11 * 60 * 1000),
});

describe("sensitive actions", () => {
  const device = (actor: Actor) => ({ id: actor.deviceId ?? "" });
  const ACTIONS: [string, (actor: Actor & { password: string }, appId: string) => Promise<unknown>][] = [
    ["starting the setup of an authenticator app", (actor) => startAuthenticatorSetup(actor)],
    ["adding a passkey", (actor) => passkeyRegistrationOptions(actor)],
    ["removing a method", (actor, appId) => removeMethod("authenticator", appId, actor)],
    ["creating new recovery codes", (actor) => regenerateRecoveryCodes(actor)],
    [
      "changing the email address",
      (actor) => requestEmailChange({ email: "new@example.com", password: actor.password }, actor),
    ],
    [
      "changing the password",
      (actor) =>
        changePassword(
          { current_password: actor.password, password: "Zk3-harbour-x", password2: "Zk3-harbour-x" },
          actor,
        ),
    ],
    [
      "trusting a device",
      (actor) => changeDevice(device(actor).id, { is_trusted: true, password: actor.password }, actor),
    ],
  ];

  it.each(ACTIONS)("need the second factor within 10 minutes: %s", async (_, act) => {
    const { actor, app } = await newProtectedActor();
    expect(await act(aged(actor), app.id)).toEqual(CONFIRMATION_NEEDED);
    // A session that was opened before the first method was added has only the password.
    expect(await act({ ...actor, aal: 1 }, app.id)).toEqual(CONFIRMATION_NEEDED);
    expect(await act(actor, app.id)).toMatchObject({ ok: true });
  });

  it("are possible again once the identity is confirmed, in a session with a new token", async () => {
    const { actor, app } = await newProtectedActor();
    const before = aged(actor);
    expect(await confirmIdentity({ password: actor.password }, before)).toMatchObject({
      failure: { code: "invalid", errors: { code: ["blank"] } },
    });
    const code = totpCode(app.key);
    const confirmed = await confirmIdentity({ code }, before);
    if (!confirmed.ok) throw new Error("The confirmation failed.");
    expect(await findSession(app.session.token, "bearer")).toBeUndefined();
    const after = await next(actor, confirmed.value.token);
    expect(after).toMatchObject({ aal: 2, amr: expect.arrayContaining(["otp", "mfa"]) });
    expect(await regenerateRecoveryCodes(after)).toMatchObject({ ok: true });
    // The code is used up, for logins too.
    expect(await confirmIdentity({ code }, after)).toMatchObject({
      failure: { errors: { code: ["code_used"] } },
    });
  });

  it("records wrong codes, and limits them per session", async () => {
    const { actor } = await newProtectedActor();
    const results = [];
    for (let guess = 0; guess < 7; guess++) results.push(await confirmIdentity({ code: "000000" }, actor));
    expect(results.at(-1)).toMatchObject({ failure: { code: "rate_limited" } });
    const where = { userId: actor.userId, event: "mfa_confirmation_fail" };
    expect(await db().auditEvent.count({ where })).toBe(5);
  });
});

describe("recovery codes", () => {
  it("have 75 bits, in an alphabet without letters that can be taken for a digit or make words", async () => {
    expect(new Set(RECOVERY_ALPHABET).size).toBe(32);
    expect(RECOVERY_ALPHABET).not.toMatch(/[ILOU]/);
    const { actor, app } = await newProtectedActor();
    const regenerated = await regenerateRecoveryCodes(actor);
    const codes = [...app.recoveryCodes, ...(regenerated.ok ? regenerated.value : [])];
    expect(codes).toHaveLength(20);
    for (const code of codes) {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){2}$/);
      expect(readTypedCode(code)).toEqual({ kind: "recovery", code: code.replaceAll("-", "") });
    }
  });

  it("are replaced all at once: the old ones no longer work", async () => {
    const { actor, app } = await newProtectedActor();
    const [old = ""] = app.recoveryCodes;
    const regenerated = await regenerateRecoveryCodes(actor);
    if (!regenerated.ok) throw new Error("No codes were created.");
    expect(new Set(regenerated.value).size).toBe(10);
    expect(await confirmIdentity({ code: old }, actor)).toMatchObject({
      failure: { errors: { code: ["incorrect_code"] } },
    });
    const [code = ""] = regenerated.value;
    expect(await confirmIdentity({ code }, actor)).toMatchObject({ ok: true });
    expect(await db().recoveryCode.count({ where: { userId: actor.userId } })).toBe(9);
  });

  it("are 10 when they are replaced by two requests at once", async () => {
    const { actor } = await newProtectedActor();
    await Promise.all([regenerateRecoveryCodes(actor), regenerateRecoveryCodes(actor)]);
    expect(await db().recoveryCode.count({ where: { userId: actor.userId } })).toBe(10);
  });

  it("don't exist without a second factor", async () => {
    expect(await regenerateRecoveryCodes(await newActor())).toEqual(NOT_FOUND);
  });
});

describe("managing methods", () => {
  it("renames and removes only the user's own, and turns two-factor authentication off with the last", async () => {
    const { actor, app } = await newProtectedActor();
    const stranger = await newProtectedActor();
    for (const id of [app.id, "x", ""]) {
      expect(await renameMethod("authenticator", id, { name: "Mine" }, stranger.actor)).toEqual(NOT_FOUND);
      expect(await removeMethod("authenticator", id, stranger.actor)).toEqual(NOT_FOUND);
    }
    expect(await removeMethod("passkey", app.id, actor)).toEqual(NOT_FOUND);
    expect(await renameMethod("authenticator", app.id, { name: " " }, actor)).toMatchObject({
      failure: { code: "invalid", errors: { name: ["blank"] } },
    });
    expect(await renameMethod("authenticator", app.id, { name: "Tablet" }, actor)).toMatchObject({
      ok: true,
    });
    expect(await removeMethod("authenticator", app.id, actor)).toMatchObject({ ok: true });
    expect(await db().recoveryCode.count({ where: { userId: actor.userId } })).toBe(0);
    const user = await db().user.findUniqueOrThrow({ where: { id: actor.userId } });
    expect(user.twoFactorSince).toBeNull();
  });

  it.each<[string, (actor: Actor, appId: string) => Promise<{ ok: boolean }>]>([
    ["when one is removed", (actor, appId) => removeMethod("authenticator", appId, actor)],
    ["when recovery codes are replaced", (actor) => regenerateRecoveryCodes(actor)],
  ])("ends the trust in all devices %s", async (_, change) => {
    const { actor, app } = await newProtectedActor();
    const trusted = { userId: actor.userId, isTrusted: true };
    expect(await changeDevice(actor.deviceId ?? "", { is_trusted: true }, actor)).toMatchObject({ ok: true });
    expect(await db().device.count({ where: trusted })).toBe(1);
    expect(await change(actor, app.id)).toMatchObject({ ok: true });
    expect(await db().device.count({ where: trusted })).toBe(0);
  });
});
