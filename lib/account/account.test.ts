import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { changeDevice, listDevices, removeDevice } from "@/lib/devices/manage-devices";
import { login } from "@/lib/login/login";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { changePassword } from "@/lib/passwords/change-password";
import { requestPasswordReset } from "@/lib/passwords/request-password-reset";
import { resetPassword } from "@/lib/passwords/reset-password";
import { register } from "@/lib/registration/register";
import { SessionExpiredError } from "@/lib/result";
import type { Actor } from "@/lib/sessions/current-user";
import { listSessions, revokeOtherSessions, revokeSession } from "@/lib/sessions/manage-sessions";
import { findSession } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { someActor } from "@/lib/testing/test-session";
import { someContext, someDevice, someRegistration } from "@/lib/testing/test-users";
import {
  cancelEmailChange,
  confirmEmailChange,
  getEmailChange,
  pendingEmail,
  requestEmailChange,
  undoEmailChange,
} from "./change-email";
import { deleteScheduledAccounts, scheduleDeletion } from "./delete-account";
import { exportData } from "./export-data";
import { listActivity } from "./list-activity";
import { updateProfile } from "./profile";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MAIL_RATE_LIMIT: "9/1m" });
});
afterAll(() => services.close());

const MINUTE_MS = 60 * 1000;
const NEW = { password: "Zk3-unlikely-harbour", password2: "Zk3-unlikely-harbour" };

async function newestToken(address: string) {
  while ((await deliverBatch()).claimed > 0);
  const [mail] = await services.mailsTo(address);
  return (
    new URL(/http\S+token=\S+/.exec(mail?.text ?? "")?.[0] ?? "http://none").searchParams.get("token") ?? ""
  );
}

const emailOf = async (userId: string) =>
  (await db().user.findUniqueOrThrow({ where: { id: userId } })).email;
const again = ({ email, password }: { email: string; password: string }) =>
  login({ email, password }, someContext(), "bearer", someDevice);

describe("another address", () => {
  it("counts once confirmed; what was sent to the old one opens nothing any more; it has a way back", async () => {
    const actor = await someActor();
    const { email } = someRegistration();
    await requestPasswordReset({ email: actor.email }, someContext());
    const reset = await newestToken(actor.email);
    expect((await requestEmailChange({ email }, actor)).ok).toBe(true);
    const token = await newestToken(email);
    for (let look = 0; look < 3; look++) await getEmailChange("confirm-email-change", token);
    expect(await emailOf(actor.userId)).toBe(actor.email);
    const results = await Promise.all(
      Array.from({ length: 10 }, () => confirmEmailChange(token, someContext())),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await emailOf(actor.userId)).toBe(email);
    expect(await resetPassword(reset, NEW, someContext())).toMatchObject({ failure: { code: "unknown" } });

    const undo = await newestToken(actor.email);
    expect((await undoEmailChange(undo, someContext())).ok).toBe(true);
    expect(await emailOf(actor.userId)).toBe(actor.email);
    expect(await findSession(actor.token, "bearer")).toBeUndefined();
    expect(await again(actor)).toMatchObject({ failure: { code: "wrong_credentials" } });
    while ((await deliverBatch()).claimed > 0);
    const [told] = await services.mailsTo(email);
    expect(told?.subject).toContain("no longer your email");
    expect(await undoEmailChange(undo, someContext())).toMatchObject({ failure: { code: "used" } });
    expect((await resetPassword(await newestToken(actor.email), NEW, someContext())).ok).toBe(true);
  });

  it("goes to one of two who want it, and a link for it survives that somebody else was first", async () => {
    const actor = await someActor();
    const rival = someRegistration();
    await requestEmailChange({ email: rival.email }, actor);
    const token = await newestToken(rival.email);
    await register(rival, someContext());
    expect(await confirmEmailChange(token, someContext())).toEqual({
      ok: false,
      failure: { code: "invalid", errors: { email: ["Email already registered."] } },
    });
    expect(await emailOf(actor.userId)).toBe(actor.email);
    await db().user.deleteMany({ where: { emailCanonical: rival.email } });
    expect((await confirmEmailChange(token, someContext())).ok).toBe(true);
  });

  it("cannot be kept by who took the account: not by a second change, nor by registering the old one", async () => {
    const actor = await someActor();
    const [one, two] = [someRegistration().email, someRegistration().email];
    await requestEmailChange({ email: one }, actor);
    await confirmEmailChange(await newestToken(one), someContext());
    const wayBack = await newestToken(actor.email);
    const moved = { ...actor, user: { ...actor.user, email: one } };
    await requestEmailChange({ email: two }, moved);
    await confirmEmailChange(await newestToken(two), someContext());
    const theirWayBack = await newestToken(one);
    await register({ ...someRegistration(), email: actor.email }, someContext());

    expect((await undoEmailChange(wayBack, someContext())).ok).toBe(true);
    expect(await emailOf(actor.userId)).toBe(actor.email);
    expect((await undoEmailChange(theirWayBack, someContext())).ok).toBe(false);
    expect(await emailOf(actor.userId)).toBe(actor.email);
    expect((await resetPassword(await newestToken(actor.email), NEW, someContext())).ok).toBe(true);
  });

  it.each([
    [
      "a reset",
      async (actor: Actor & { email: string }) => {
        await requestPasswordReset({ email: actor.email }, someContext());
        await resetPassword(await newestToken(actor.email), NEW, someContext());
      },
    ],
    [
      "a change of the password",
      async (actor: Actor & { password: string }) => {
        await changePassword({ current_password: actor.password, ...NEW }, actor);
      },
    ],
  ])("that was asked for before %s does not come after it", async (_, change) => {
    const actor = await someActor();
    const { email } = someRegistration();
    await requestEmailChange({ email }, actor);
    const token = await newestToken(email);
    await change(actor);
    expect((await confirmEmailChange(token, someContext())).ok).toBe(false);
    expect(await emailOf(actor.userId)).toBe(actor.email);
  });

  it("is not what a mail that is still on its way to another one opens", async () => {
    const actor = await someActor();
    const { email } = someRegistration();
    await requestEmailChange({ email }, actor);
    await confirmEmailChange(await newestToken(email), someContext());
    const wayBack = await newestToken(actor.email);
    await requestPasswordReset({ email }, someContext());
    await undoEmailChange(wayBack, someContext());
    const theirs = await newestToken(email);
    expect(await resetPassword(theirs, NEW, someContext())).toMatchObject({ ok: false });
    expect((await resetPassword(await newestToken(actor.email), NEW, someContext())).ok).toBe(true);
  });

  it("is not asked for without a password that is recent", async () => {
    const actor = await someActor();
    const stale = { ...actor, authenticatedAt: new Date(Date.now() - 11 * MINUTE_MS) };
    const { email } = someRegistration();
    expect(await requestEmailChange({ email }, stale)).toMatchObject({
      failure: { errors: { password: ["Please enter your password again."] } },
    });
    expect(await requestEmailChange({ email, password: "wrong" }, stale)).toMatchObject({
      failure: { errors: { password: ["This is not your password."] } },
    });
    expect((await requestEmailChange({ email, password: actor.password }, stale)).ok).toBe(true);
    const session = await findSession(actor.token, "bearer");
    expect(session?.authenticatedAt.getTime()).toBeGreaterThan(Date.now() - MINUTE_MS);
  });
});

describe("sessions and devices", () => {
  it("are listed, and ended at the very next request; those of others are not there", async () => {
    const [actor, stranger] = [await someActor(), await someActor()];
    const other = await again(actor);
    const sessions = await listSessions(actor);
    expect(sessions.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
    const id = sessions[1]?.id ?? "";
    for (const wrong of ["", "x", stranger.sessionId]) {
      expect(await revokeSession(wrong, actor)).toEqual({ ok: false, failure: { code: "not_found" } });
    }
    expect((await revokeSession(id, stranger)).ok).toBe(false);
    expect((await revokeSession(id, actor)).ok).toBe(true);
    expect(await findSession(other.ok ? other.value.token : "", "bearer")).toBeUndefined();
    await again(actor);
    await again(actor);
    expect(await revokeOtherSessions(actor)).toBe(2);
    expect(await findSession(actor.token, "bearer")).toBeDefined();
  });

  it("a device is renamed and trusted by its owner, with a recent password, and goes with its sessions", async () => {
    const [actor, stranger] = [await someActor(), await someActor()];
    const [device] = await listDevices(actor);
    const id = device?.id ?? "";
    expect(await changeDevice(id, { device_name: "Mine" }, stranger)).toMatchObject({
      failure: { code: "not_found" },
    });
    expect(await removeDevice(id, stranger)).toMatchObject({ failure: { code: "not_found" } });
    const stale = { ...actor, authenticatedAt: new Date(0) };
    expect(await changeDevice(id, { is_trusted: true }, stale)).toMatchObject({
      failure: { errors: { password: ["Please enter your password again."] } },
    });
    expect((await changeDevice(id, { device_name: "Mine", is_trusted: true }, actor)).ok).toBe(true);
    expect((await changeDevice(id, { is_trusted: false }, stale)).ok).toBe(true);
    expect(await listDevices(actor)).toMatchObject([{ name: "Mine", isTrusted: false }]);
    expect((await removeDevice(id, actor)).ok).toBe(true);
    expect(await findSession(actor.token, "bearer")).toBeUndefined();
  });
});

describe("a change of address that waits", () => {
  it("is shown, and can be called off", async () => {
    const actor = await someActor();
    const { email } = someRegistration();
    expect(await pendingEmail(actor)).toBeUndefined();
    await requestEmailChange({ email }, actor);
    expect(await pendingEmail(actor)).toBe(email);
    const token = await newestToken(email);
    await cancelEmailChange(actor);
    expect(await pendingEmail(actor)).toBeUndefined();
    expect(await confirmEmailChange(token, someContext())).toMatchObject({ failure: { code: "used" } });
  });
});

describe("what is done in a session", () => {
  it("is undone with it: a change of address that was asked for there is off", async () => {
    const actor = await someActor();
    const { email } = someRegistration();
    const elsewhere = await again(actor);
    const intruder = {
      ...actor,
      ...(await findSession(elsewhere.ok ? elsewhere.value.token : "", "bearer")),
    };
    expect((await requestEmailChange({ email }, intruder)).ok).toBe(true);
    const token = await newestToken(email);
    expect(await revokeOtherSessions(actor)).toBe(1);
    expect(await confirmEmailChange(token, someContext())).toMatchObject({ failure: { code: "used" } });
    expect(await emailOf(actor.userId)).toBe(actor.email);
  });

  it("changes the password once, of four changes at the same moment", async () => {
    const actor = await someActor();
    const changes = Array.from({ length: 4 }, (_, index) => `Zk3-unlikely-harbour-${index}`);
    const results = await Promise.all(
      changes.map((password) =>
        changePassword({ current_password: actor.password, password, password2: password }, actor),
      ),
    );
    const [winner, ...more] = changes.filter((_, index) => results[index]?.ok);
    expect(more).toEqual([]);
    expect((await again({ ...actor, password: winner ?? "" })).ok).toBe(true);
    const where = { userId: actor.userId, kind: "password_changed" } as const;
    expect(await db().outboxEmail.count({ where })).toBe(1);
  });

  it("ends with a suspension, and does not come back with its end; nor with another role", async () => {
    const actor = await someActor();
    const { userId } = actor;
    await db().user.update({ where: { id: userId }, data: { suspendedAt: new Date() } });
    await db().user.update({ where: { id: userId }, data: { suspendedAt: null } });
    expect(await findSession(actor.token, "bearer")).toBeUndefined();
    const later = await again(actor);
    await db().user.update({ where: { id: userId }, data: { role: "manager" } });
    expect(await findSession(later.ok ? later.value.token : "", "bearer")).toBeUndefined();
    const messages = (await listActivity(actor)).activity.map(({ message }) => message);
    expect(messages).toContain("Your account was suspended.");
    expect(messages).toContain("Your role is manager now.");
  });

  it("is not done when the session was ended meanwhile", async () => {
    const actor = await someActor();
    await requestPasswordReset({ email: actor.email }, someContext());
    await resetPassword(await newestToken(actor.email), NEW, someContext());
    // The request came before the reset, and had its session looked up.
    await expect(requestEmailChange({ email: someRegistration().email }, actor)).rejects.toThrow(
      SessionExpiredError,
    );
    const again = {
      current_password: NEW.password,
      password: "Another-2-harbour",
      password2: "Another-2-harbour",
    };
    await expect(changePassword(again, actor)).rejects.toThrow(SessionExpiredError);
    await expect(scheduleDeletion({ password: NEW.password }, actor)).rejects.toThrow(SessionExpiredError);
  });

  it("gives nobody more than a few guesses at the password, wherever they come from", async () => {
    const actor = await someActor();
    const results = [];
    for (let guess = 0; guess < 6; guess++) {
      const elsewhere = { ...actor, ipAddress: someContext().ipAddress };
      results.push(await scheduleDeletion({ password: "wrong" }, elsewhere));
    }
    expect(results.at(-1)).toMatchObject({ failure: { code: "rate_limited" } });
    const events = await db().auditEvent.count({ where: { userId: actor.userId, event: "authz_fail" } });
    expect(events).toBe(5);
  });
});

describe("a changed password", () => {
  it("needs the present one, ends the other sessions, and is told of", async () => {
    const actor = await someActor();
    const other = await again(actor);
    expect(await changePassword({ current_password: "wrong", ...NEW }, actor)).toMatchObject({
      failure: { errors: { current_password: ["This is not your password."] } },
    });
    expect((await changePassword({ current_password: actor.password, ...NEW }, actor)).ok).toBe(true);
    expect(await findSession(other.ok ? other.value.token : "", "bearer")).toBeUndefined();
    expect(await findSession(actor.token, "bearer")).toBeDefined();
    expect((await again(actor)).ok).toBe(false);
    expect((await again({ ...actor, password: NEW.password })).ok).toBe(true);
    while ((await deliverBatch()).claimed > 0);
    const subjects = (await services.mailsTo(actor.email)).map(({ subject }) => subject);
    expect(subjects).toContain("Your password was changed - Real MFA");
  });
});

describe("the end of an account", () => {
  it("comes seven days after it was asked for, and takes everything along", async () => {
    const actor = await someActor();
    expect(await scheduleDeletion({ password: "wrong" }, actor)).toMatchObject({
      failure: { errors: { password: ["This is not your password."] } },
    });
    expect((await scheduleDeletion({ password: actor.password }, actor)).ok).toBe(true);
    expect(await findSession(actor.token, "bearer")).toBeUndefined();
    expect(await deleteScheduledAccounts()).toBe(0);
    await db().user.update({ where: { id: actor.userId }, data: { deleteAfter: new Date(Date.now() - 1) } });
    expect(await deleteScheduledAccounts()).toBe(1);
    const { userId } = actor;
    expect(await db().user.count({ where: { id: userId } })).toBe(0);
    for (const count of [
      db().auditEvent.count({ where: { userId } }),
      db().device.count({ where: { userId } }),
      db().profile.count({ where: { userId } }),
      db().outboxEmail.count({ where: { userId } }),
    ]) {
      expect(await count).toBe(0);
    }
  });

  it("does not come to who logs in before", async () => {
    const actor = await someActor();
    await scheduleDeletion({ password: actor.password }, actor);
    expect((await again(actor)).ok).toBe(true);
    await db().user.updateMany({
      where: { id: actor.userId, deleteAfter: { not: null } },
      data: { deleteAfter: new Date(0) },
    });
    await deleteScheduledAccounts();
    expect(await emailOf(actor.userId)).toBe(actor.email);
  });
});

describe("what is written down", () => {
  it("says in plain messages who did what, and cannot be changed", async () => {
    const actor = await someActor();
    await updateProfile({ bio: "Likes harbours.", phone_number: "+4915112345678" }, actor);
    await updateProfile({ bio: "Likes harbours." }, actor);
    await exportData(actor);
    const { activity } = await listActivity(actor);
    expect(activity.map(({ message }) => message)).toEqual([
      "You downloaded your data.",
      "You changed bio, phone number.",
      "You logged in on My iPhone.",
      "You registered, on My iPhone.",
    ]);
    expect(activity[0]).toMatchObject({ ipAddress: actor.ipAddress });
    const { sessionId } = await db().auditEvent.findFirstOrThrow({ where: { id: activity[0]?.id ?? "" } });
    expect(sessionId).toBe(actor.sessionId);
    await expect(
      db().auditEvent.updateMany({ where: { userId: actor.userId }, data: { event: "nothing" } }),
    ).rejects.toThrow(/are not changed/);
  });

  it("comes a page at a time, also what was done at the same moment", async () => {
    const [actor, other] = [await someActor(), await someActor()];
    const at = new Date(Date.now() + 1_000);
    const data = Array.from({ length: 60 }, () => ({
      userId: actor.userId,
      event: "sensitive_read",
      createdAt: at,
    }));
    await db().auditEvent.createMany({ data });
    const first = await listActivity(actor);
    const second = await listActivity(actor, first.next);
    const seen = [...first.activity, ...second.activity].map(({ id }) => id);
    expect(new Set(seen).size).toBe(62);
    expect(second.next).toBeUndefined();
    const [foreign] = (await listActivity(other)).activity;
    for (const before of [foreign?.id, "x", undefined])
      expect(await listActivity(actor, before)).toEqual(first);
  });

  it("is not there where the change is not", async () => {
    const [actor, rival] = [await someActor(), await someActor()];
    const before = await db().auditEvent.count({ where: { userId: actor.userId } });
    expect(await updateProfile({ username: rival.user.username.toUpperCase() }, actor)).toMatchObject({
      failure: { errors: { username: ["Username already taken."] } },
    });
    expect(await db().auditEvent.count({ where: { userId: actor.userId } })).toBe(before);
  });

  it("and what is downloaded, hold nothing that opens anything", async () => {
    const actor = await someActor();
    const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id: actor.userId } });
    const text = JSON.stringify([await exportData(actor), await listActivity(actor)]);
    for (const secret of [actor.password, actor.token, passwordHash]) expect(text).not.toContain(secret);
    expect(JSON.parse(text)[0]).toMatchObject({ username: actor.user.username, email: actor.email });
  });
});
