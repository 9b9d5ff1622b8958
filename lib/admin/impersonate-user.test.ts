import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listActivity } from "@/lib/account/list-activity";
import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { SessionExpiredError } from "@/lib/result";
import { findRequestSession, stopImpersonation } from "@/lib/sessions/impersonation";
import { requireActiveSession, revokeSessionToken } from "@/lib/sessions/session";
import { endsOf, REASON, readerOf, startTestImpersonation } from "@/lib/testing/test-impersonation";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newSubject } from "@/lib/testing/test-subject";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import { changeRole } from "./change-role";
import { impersonateUser } from "./impersonate-user";
import { listUserEvents } from "./list-user-events";

type TestActor = Awaited<ReturnType<typeof newActor>>;

let services: TestServices;
let admin: TestActor;
beforeAll(async () => {
  services = await startTestServices();
});
beforeEach(async () => {
  admin = await newActor("admin");
});
afterAll(() => services.close());

const refused = (reason: string) => ({ ok: false, failure: { code: "refused", reason } });
const impersonate = (userId: string) => startTestImpersonation(userId, admin);
const isOver = async () => expect(await readerOf(admin)).toMatchObject({ userId: admin.userId });

describe("an impersonation", () => {
  it("shows the person to the admin for 30 minutes, tells the person, and has an actor and a subject", async () => {
    const subject = await newSubject();
    const reader = await impersonate(subject.id);
    expect(reader).toMatchObject({
      user: { id: subject.id, role: "user" },
      actorId: admin.userId,
      sessionId: admin.sessionId,
      deviceId: null,
      impersonation: { admin: { id: admin.userId } },
    });
    const minutes = ((reader.impersonation?.endsAt.getTime() ?? 0) - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(30);
    expect(await stopImpersonation(reader)).toBe(true);
    await isOver();
    const { events } = await listUserEvents(subject.id, { role: "admin" });
    const actor = { id: admin.userId, username: admin.user.username };
    expect(events).toMatchObject([
      { message: "Impersonation ended", actor, ipAddress: reader.ipAddress },
      { message: expect.stringContaining("Impersonation started"), actor, note: "Ticket 4711" },
    ]);
    const { activity } = await listActivity({ userId: subject.id });
    expect(activity.map(({ isByAdministrator, ipAddress }) => [isByAdministrator, ipAddress])).toEqual([
      [true, ""],
      [true, ""],
    ]);
    const emails = await db().outboxEmail.findMany({ where: { userId: subject.id } });
    expect(emails).toMatchObject([{ kind: "impersonation_started", recipient: subject.email }]);
    expect(JSON.stringify(emails)).not.toContain("4711");
  });

  it("needs a reason", async () => {
    const subject = await newSubject();
    expect(await impersonateUser(subject.id, { reason: " " }, admin)).toMatchObject({
      failure: { errors: { reason: ["blank"] } },
    });
    await isOver();
  });

  it.each([
    ["suspended", { suspendedAt: new Date() }],
    ["scheduled", { deleteAfter: new Date() }],
    ["unverified", { emailVerified: false }],
  ])("is refused for an account that is %s", async (reason, fields) => {
    const subject = await newSubject(fields);
    expect(await impersonateUser(subject.id, REASON, admin)).toEqual(refused(reason));
    await isOver();
  });

  // Case 6.
  it("is no login of the person, and changes nothing of their account", async () => {
    const subject = await newSubject();
    const state = () =>
      Promise.all([
        db().user.findUniqueOrThrow({ where: { id: subject.id } }),
        db().device.findMany({ where: { userId: subject.id } }),
        db().session.findMany({ where: { userId: subject.id } }),
        db().auditEvent.count({ where: { userId: subject.id, event: { startsWith: "authn" } } }),
      ]);
    const before = await state();
    await stopImpersonation(await impersonate(subject.id));
    expect(await state()).toEqual(before);
  });

  // Case 1.
  it("belongs to the admin's session: a login of the person doesn't get it, and a logout of the admin ends it", async () => {
    const person = await newActor();
    await impersonate(person.userId);
    const { email, password } = person;
    const { device } = validRegistration();
    const again = await login({ email, password, device }, newRequestContext(), "bearer", testDevice);
    const token = again.ok ? again.value.token : "";
    const own = await findRequestSession(token, "bearer");
    expect(own).toMatchObject({ user: { id: person.userId } });
    expect(own).not.toHaveProperty("impersonation");
    await revokeSessionToken(admin.token, newRequestContext());
    expect(await readerOf(admin)).toBeUndefined();
    expect(await findRequestSession(token, "bearer")).toBeDefined();
    expect(await endsOf(person.userId)).toMatchObject([
      { sessionId: admin.sessionId, reason: "session_ended" },
    ]);
  });

  // Case 3.
  it("names the admin as the actor of whatever is recorded", async () => {
    const subject = await newSubject();
    const reader = await impersonate(subject.id);
    await db().$transaction((transaction) => recordEvent(transaction, reader, "authz_fail", {}));
    expect(
      await db().auditEvent.findFirst({ where: { userId: subject.id, event: "authz_fail" } }),
    ).toMatchObject({ userId: subject.id, actorId: admin.userId, sessionId: admin.sessionId });
  });

  // Case 4.
  it("takes the actor from the session, whatever the input says", async () => {
    const [subject, other] = [await newSubject(), await newActor("admin")];
    const input = { ...REASON, actor_id: other.userId, actorId: other.userId, admin_id: other.userId };
    expect(await impersonateUser(subject.id, input, admin)).toMatchObject({ ok: true });
    expect(await db().auditEvent.findMany({ where: { userId: subject.id } })).toMatchObject([
      { event: "impersonation_started", actorId: admin.userId, sessionId: admin.sessionId },
    ]);
    expect(await readerOf(other)).toMatchObject({ userId: other.userId });
  });

  // Case 5.
  it("is refused by the check in the transaction of every change", async () => {
    const reader = await impersonate((await newSubject()).id);
    const change = db().$transaction((transaction) => requireActiveSession(transaction, reader));
    await expect(change).rejects.toThrow(SessionExpiredError);
  });

  // Cases 2 and 7.
  it("is refused during another one, which goes on", async () => {
    const [first, second, staff] = [
      await newSubject(),
      await newSubject(),
      await newSubject({ role: "admin" }),
    ];
    await impersonate(first.id);
    expect(await impersonateUser(second.id, REASON, admin)).toEqual(refused("already_impersonating"));
    expect(await impersonateUser(staff.id, REASON, admin)).toMatchObject({ failure: { code: "forbidden" } });
    expect(await readerOf(admin)).toMatchObject({ userId: first.id });
    expect(await db().auditEvent.count({ where: { userId: second.id } })).toBe(0);
  });
});

describe("at the same time", () => {
  it("only one of two impersonations starts in a session", async () => {
    const subjects = [await newSubject(), await newSubject()];
    const results = await Promise.all(subjects.map(({ id }) => impersonateUser(id, REASON, admin)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results).toContainEqual(refused("already_impersonating"));
    expect(await db().auditEvent.count({ where: { actorId: admin.userId } })).toBe(1);
  });

  it("a new role of the person and the start of an impersonation leave no impersonation of staff", async () => {
    const [subject, other] = [await newSubject(), await newActor("admin")];
    await Promise.all([
      impersonateUser(subject.id, REASON, admin),
      changeRole(subject.id, { role: "manager" }, other),
    ]);
    await isOver();
  });

  it("a revoked session starts none", async () => {
    const subject = await newSubject();
    await db().session.delete({ where: { id: admin.sessionId } });
    await expect(impersonateUser(subject.id, REASON, admin)).rejects.toThrow(SessionExpiredError);
    expect(await db().auditEvent.count({ where: { userId: subject.id } })).toBe(0);
  });
});
