import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportData } from "@/lib/account/export-data";
import { listActivity } from "@/lib/account/list-activity";
import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { SessionExpiredError } from "@/lib/result";
import { findSession } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newSubject } from "@/lib/testing/test-subject";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { changeRole } from "./change-role";
import { deleteUser, restoreUser } from "./delete-user";
import { editUser } from "./edit-user";
import { liftRateLimits } from "./lift-rate-limits";
import { listUserEvents } from "./list-user-events";
import { requireNewPassword } from "./require-new-password";
import { reactivateUser, suspendUser } from "./suspend-user";
import { markEmailVerified, resendUserVerification, sendPasswordReset } from "./user-emails";
import { removeUserDevice, revokeUserSession, revokeUserSessions } from "./user-sessions";

let services: TestServices;
let admin: Awaited<ReturnType<typeof newActor>>;
beforeAll(async () => {
  services = await startTestServices();
  admin = await newActor("admin");
});
afterAll(() => services.close());

const refused = (reason: string) => ({ ok: false, failure: { code: "refused", reason } });
const emailsOf = async (userId: string) =>
  (await db().outboxEmail.findMany({ where: { userId }, select: { kind: true } })).map(({ kind }) => kind);

describe("a suspension", () => {
  it("revokes the sessions, records who did it and why, and ends with a reactivation", async () => {
    const subject = await newSubject();
    expect(await suspendUser(subject.id, { reason: "  " }, admin)).toMatchObject({
      failure: { errors: { reason: ["blank"] } },
    });
    expect(await suspendUser(subject.id, { reason: "Sends spam" }, admin)).toMatchObject({
      value: { username: subject.username },
    });
    expect(await db().session.count({ where: { userId: subject.id } })).toBe(0);
    expect(await suspendUser(subject.id, { reason: "Again" }, admin)).toEqual(refused("already_suspended"));
    expect(await sendPasswordReset(subject.id, {}, admin)).toEqual(refused("suspended"));
    expect(await reactivateUser(subject.id, {}, admin)).toMatchObject({ ok: true });
    expect(await reactivateUser(subject.id, {}, admin)).toEqual(refused("not_suspended"));
    const { events } = await listUserEvents(subject.id, { role: "admin" });
    const actor = { id: admin.userId, username: admin.user.username };
    expect(events).toMatchObject([
      { message: "Account reactivated", actor, ipAddress: admin.ipAddress },
      { message: "Account suspended", actor, ipAddress: admin.ipAddress, note: "Sends spam" },
    ]);
    expect(await emailsOf(subject.id)).toEqual(["account_suspended", "account_reactivated"]);
  });
});

describe("sessions and devices", () => {
  it("are revoked one by one or all at once, of this user only", async () => {
    const [subject, other] = [await newSubject(), await newSubject()];
    expect(await revokeUserSession(subject.id, other.sessionId, {}, admin)).toEqual(refused("session_gone"));
    expect(await removeUserDevice(subject.id, other.deviceId, {}, admin)).toEqual(refused("device_gone"));
    expect(await revokeUserSession(subject.id, "x", {}, admin)).toEqual(refused("session_gone"));
    expect(await revokeUserSession(subject.id, subject.sessionId, {}, admin)).toMatchObject({ ok: true });
    expect(await revokeUserSessions(subject.id, {}, admin)).toEqual(refused("no_sessions"));
    expect(await removeUserDevice(subject.id, subject.deviceId, {}, admin)).toMatchObject({ ok: true });
    expect(await db().session.count({ where: { userId: other.id } })).toBe(1);
    expect(await revokeUserSessions(other.id, {}, admin)).toMatchObject({ ok: true });
    expect(await db().session.count({ where: { userId: other.id } })).toBe(0);
  });
});

describe("verification and reset emails", () => {
  it("are sent once a minute, and not after the address was verified", async () => {
    const subject = await newSubject({ emailVerified: false });
    expect(await resendUserVerification(subject.id, {}, admin)).toMatchObject({ ok: true });
    expect(await resendUserVerification(subject.id, {}, admin)).toMatchObject({
      failure: { code: "rate_limited" },
    });
    await db().outboxEmail.updateMany({ where: { userId: subject.id }, data: { createdAt: new Date(0) } });
    expect(await resendUserVerification(subject.id, {}, admin)).toEqual(refused("already_queued"));
    expect(await markEmailVerified(subject.id, {}, admin)).toMatchObject({ ok: true });
    // The verification email has become pointless. The password that was chosen doesn't work: the address is proven now,
    // but not that its owner chose the password.
    const [reset, ...others] = await db().outboxEmail.findMany({ where: { userId: subject.id } });
    expect(others).toEqual([]);
    expect(reset).toMatchObject({
      kind: "reset_password",
      details: { username: subject.username, isRequired: "Yes" },
    });
    expect(JSON.stringify(reset?.details)).not.toContain(admin.ipAddress);
    const include = { devices: true } as const;
    expect(await db().user.findUniqueOrThrow({ where: { id: subject.id }, include })).toMatchObject({
      passwordHash: "",
      phoneNumber: "",
      devices: [],
    });
    expect(await markEmailVerified(subject.id, {}, admin)).toEqual(refused("already_verified"));
    expect(await resendUserVerification(subject.id, {}, admin)).toEqual(refused("already_verified"));
    expect(await sendPasswordReset(subject.id, {}, admin)).toMatchObject({
      failure: { code: "rate_limited" },
    });
    const other = await newSubject();
    expect(await sendPasswordReset(other.id, {}, admin)).toMatchObject({ ok: true });
    expect(await emailsOf(other.id)).toEqual(["reset_password"]);
  });
});

describe("an edit", () => {
  it("asks the new address first if the old one was verified", async () => {
    const [subject, other] = [await newSubject(), await newSubject()];
    const newEmail = `new_${subject.email}`;
    const changes = { username: `new_${subject.username}`, email: newEmail, phone_number: "+442079460018" };
    expect(await editUser(subject.id, { ...changes, username: other.username }, admin)).toMatchObject({
      failure: { errors: { username: ["username_taken"] } },
    });
    expect(await editUser(subject.id, { ...changes, email: other.email }, admin)).toMatchObject({
      failure: { errors: { email: ["email_taken"] } },
    });
    // Nothing of it was saved.
    expect(await db().auditEvent.count({ where: { userId: subject.id } })).toBe(0);
    expect(await editUser(subject.id, changes, admin)).toMatchObject({ ok: true });
    const { email, username, phoneNumber } = await db().user.findUniqueOrThrow({ where: { id: subject.id } });
    expect([email, username, phoneNumber]).toEqual([subject.email, changes.username, "+442079460018"]);
    expect((await emailsOf(subject.id)).sort()).toEqual([
      "confirm_email_change",
      "email_change_requested",
      "username_changed",
    ]);
    const same = { username: changes.username, email: subject.email, phone_number: phoneNumber };
    expect(await editUser(subject.id, same, admin)).toEqual(refused("nothing_changed"));
  });

  it("replaces an unverified address at once", async () => {
    const subject = await newSubject({ emailVerified: false, passwordHash: "set" });
    const email = `new_${subject.email}`;
    expect(await editUser(subject.id, { email }, admin)).toMatchObject({ ok: true });
    const user = await db().user.findUniqueOrThrow({ where: { id: subject.id } });
    expect([user.email, user.emailVerified]).toEqual([email, false]);
    const emails = await db().outboxEmail.findMany({ where: { userId: subject.id } });
    expect(emails.map(({ kind, recipient }) => [kind, recipient])).toEqual([["verify_email", email]]);
  });
});

describe("a required password", () => {
  it("ends the old one, with a link to set a new one", async () => {
    const owner = await newActor();
    await sendPasswordReset(owner.userId, {}, admin);
    expect(await requireNewPassword(owner.userId, {}, admin)).toMatchObject({ ok: true });
    expect(await findSession(owner.token, "bearer")).toBeUndefined();
    const input = { email: owner.email, password: owner.password };
    expect(await login(input, newRequestContext(), "bearer", testDevice)).toMatchObject({
      failure: { code: "wrong_credentials" },
    });
    const links = await db().outboxEmail.findMany({
      where: { userId: owner.userId, kind: "reset_password", tokenConsumedAt: null },
    });
    expect(links).toMatchObject([{ details: { requestedBy: "An administrator", isRequired: "Yes" } }]);
  });
});

describe("lifted rate limits", () => {
  it("let someone log in who has guessed too often", async () => {
    const owner = await newActor();
    const context = newRequestContext();
    const attempt = (password: string) =>
      login({ email: owner.email, password }, context, "bearer", testDevice);
    for (let guess = 0; guess < 6; guess++) await attempt("wrong");
    expect(await attempt(owner.password)).toMatchObject({ failure: { code: "rate_limited" } });
    // A failed login is recorded after its response.
    await expect
      .poll(() => db().auditEvent.count({ where: { userId: owner.userId, event: "authn_login_fail" } }))
      .toBe(5);
    expect(await liftRateLimits(owner.userId, {}, admin)).toMatchObject({ ok: true });
    expect((await attempt(owner.password)).ok).toBe(true);
  });
});

describe("a deletion", () => {
  it("is scheduled and canceled, and the emails say that it was an administrator", async () => {
    const subject = await newSubject();
    expect(await restoreUser(subject.id, {}, admin)).toEqual(refused("not_scheduled"));
    expect(await deleteUser(subject.id, {}, admin)).toMatchObject({ ok: true });
    expect(await deleteUser(subject.id, {}, admin)).toEqual(refused("already_scheduled"));
    expect(await db().session.count({ where: { userId: subject.id } })).toBe(0);
    expect(await restoreUser(subject.id, {}, admin)).toMatchObject({ ok: true });
    const emails = await db().outboxEmail.findMany({ where: { userId: subject.id } });
    expect(
      emails.map(({ kind, details }) => [kind, (details as { requestedBy?: string }).requestedBy]),
    ).toEqual([
      ["deletion_scheduled", "An administrator"],
      ["deletion_canceled", "An administrator"],
    ]);
  });
});

describe("what the owner learns", () => {
  it("is that it was an administrator, but not who and where", async () => {
    const owner = await newActor();
    expect(await markEmailVerified(owner.userId, {}, admin)).toEqual(refused("already_verified"));
    await changeRole(owner.userId, { role: "manager" }, admin);
    const { activity } = await listActivity(owner);
    expect(activity[0]).toMatchObject({
      message: "Role changed to manager",
      changes: [{ field: "role", from: "user", to: "manager" }],
      isByAdministrator: true,
      ipAddress: "",
    });
    expect(activity.at(-1)).toMatchObject({ isByAdministrator: false, ipAddress: owner.ipAddress });
    const session = { ...owner, authenticatedAt: new Date() };
    await expect(exportData({}, session)).rejects.toThrow(SessionExpiredError);
  });
});

describe("a role", () => {
  it("changes with the permissions, also for requests that are being processed", async () => {
    const second = await newActor("admin");
    const subject = await newSubject();
    expect(await changeRole(second.userId, { role: "root" }, admin)).toMatchObject({
      failure: { errors: { role: ["invalid_choice:root"] } },
    });
    expect(await changeRole(second.userId, { role: "manager" }, admin)).toMatchObject({ ok: true });
    expect(await changeRole(second.userId, { role: "manager" }, admin)).toEqual(refused("same_role"));
    // This request looked up its session before the change.
    await expect(suspendUser(subject.id, { reason: "Spam" }, second)).rejects.toThrow(SessionExpiredError);
    expect(await findSession(second.token, "bearer")).toBeUndefined();
  });
});
