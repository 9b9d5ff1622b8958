import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportData } from "@/lib/account/export-data";
import { updateProfile } from "@/lib/account/profile";
import { requestEmailChange } from "@/lib/account/request-email-change";
import { db } from "@/lib/database/client";
import { changeDevice } from "@/lib/devices/manage-devices";
import { changePassword } from "@/lib/passwords/change-password";
import { SessionExpiredError } from "@/lib/result";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { validRegistration } from "@/lib/testing/test-users";
import { findSession, type NewSession, revokeSessionToken } from "./session";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MAIL_RATE_LIMIT: "9/1m" });
});
afterAll(() => services.close());

type TestActor = Awaited<ReturnType<typeof newActor>>;
const NEW = { password: "Zk3-unlikely-harbour", password2: "Zk3-unlikely-harbour" };

/** An actor who has to enter the password again. */
async function newStaleActor(): Promise<TestActor> {
  return { ...(await newActor()), authenticatedAt: new Date(0) };
}

/** Every action that can ask for the password. Returns the session, if it got a new token. */
const ACTIONS: [string, (actor: TestActor, password?: string) => Promise<NewSession | undefined>][] = [
  [
    "an email change",
    async (actor, password) => {
      const result = await requestEmailChange({ email: validRegistration().email, password }, actor);
      return result.ok ? result.value.session : undefined;
    },
  ],
  [
    "trusting a device",
    async (actor, password) => {
      const result = await changeDevice(actor.deviceId ?? "", { is_trusted: true, password }, actor);
      return result.ok ? result.value.session : undefined;
    },
  ],
  [
    "a new username",
    async (actor, password) => {
      const result = await updateProfile({ username: validRegistration().username, password }, actor);
      return result.ok ? result.value.session : undefined;
    },
  ],
  [
    "an export",
    async (actor, password) => {
      const result = await exportData({ password }, actor);
      return result.ok ? result.value.session : undefined;
    },
  ],
];

describe.each(ACTIONS)("after the password was entered again for %s", (_, act) => {
  it("the session has a new token, and the old one no longer works", async () => {
    const actor = await newStaleActor();
    const { expiresAt } = await db().session.findUniqueOrThrow({ where: { id: actor.sessionId } });
    const session = await act(actor, actor.password);
    expect(session).toMatchObject({ id: actor.sessionId, expiresAt });
    expect(session?.token).not.toBe(actor.token);
    expect(await findSession(actor.token, "bearer")).toBeUndefined();
    const renewed = await findSession(session?.token ?? "", "bearer");
    expect(renewed).toMatchObject({ sessionId: actor.sessionId, deviceId: actor.deviceId });
    expect(renewed?.authenticatedAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  it("concurrent requests agree on the new token, so that none logs the user out", async () => {
    const actor = await newStaleActor();
    const sessions = await Promise.all([1, 2, 3].map(() => act(actor, actor.password)));
    const tokens = new Set(sessions.flatMap((session) => session?.token ?? []));
    expect(tokens.size).toBe(1);
    for (const token of tokens) expect(await findSession(token, "bearer")).toBeDefined();
  });

  it("is needed and correct; otherwise the token stays", async () => {
    const actor = await newStaleActor();
    for (const password of [undefined, "", "wrong"]) expect(await act(actor, password)).toBeUndefined();
    expect(await findSession(actor.token, "bearer")).toBeDefined();
    const recent = { ...actor, authenticatedAt: new Date() };
    expect(await act(recent)).toBeUndefined();
    expect(await findSession(actor.token, "bearer")).toBeDefined();
  });
});

describe("a new token", () => {
  it("is not issued if the change isn't made", async () => {
    const [actor, other] = [await newStaleActor(), await newActor()];
    const { password } = actor;
    expect((await requestEmailChange({ email: other.email, password }, actor)).ok).toBe(false);
    expect((await updateProfile({ username: other.user.username, password }, actor)).ok).toBe(false);
    expect(await findSession(actor.token, "bearer")).toMatchObject({ authenticatedAt: expect.any(Date) });
  });

  it("is not issued for a session that was revoked while the password was checked", async () => {
    for (const [, act] of ACTIONS) {
      const actor = await newStaleActor();
      await revokeSessionToken(actor.token, { ipAddress: "somewhere" });
      await expect(act(actor, actor.password)).rejects.toThrow(SessionExpiredError);
    }
  });

  it("can be renewed in turn", async () => {
    const actor = await newStaleActor();
    const tokens = [actor.token];
    for (let index = 0; index < 3; index++) {
      const latest = await findSession(tokens.at(-1) ?? "", "bearer");
      const result = await exportData(
        { password: actor.password },
        { ...actor, ...latest, authenticatedAt: new Date(0) },
      );
      tokens.push((result.ok && result.value.session?.token) || "");
    }
    expect(new Set(tokens).size).toBe(4);
    const sessions = await Promise.all(tokens.map((token) => findSession(token, "bearer")));
    expect(sessions.map(Boolean)).toEqual([false, false, false, true]);
  });
});

describe("a password change", () => {
  it("ends the session's token, also for requests that are being processed", async () => {
    const actor = await newActor();
    const result = await changePassword({ current_password: actor.password, ...NEW }, actor);
    const session = result.ok ? result.value : undefined;
    expect(session?.id).toBe(actor.sessionId);
    expect(await findSession(actor.token, "bearer")).toBeUndefined();
    expect(await findSession(session?.token ?? "", "bearer")).toMatchObject({ sessionId: actor.sessionId });
    // These requests looked up their session before the change.
    for (const [, act] of ACTIONS) await expect(act(actor)).rejects.toThrow(SessionExpiredError);
  });

  it("ends the token that a concurrent request got with the old password", async () => {
    const actor = await newStaleActor();
    const renewed = await exportData({ password: actor.password }, actor);
    const token = (renewed.ok && renewed.value.session?.token) || "";
    const changed = await changePassword({ current_password: actor.password, ...NEW }, actor);
    expect(changed.ok).toBe(true);
    expect(await findSession(token, "bearer")).toBeUndefined();
    expect(await findSession(changed.ok ? changed.value.token : "", "bearer")).toBeDefined();
  });
});
