import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { stopImpersonation } from "@/lib/sessions/impersonation";
import { endsOf, REASON, readerOf, startTestImpersonation } from "@/lib/testing/test-impersonation";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newSubject } from "@/lib/testing/test-subject";
import { changeRole } from "./change-role";
import { impersonateUser } from "./impersonate-user";

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

const impersonate = (userId: string) => startTestImpersonation(userId, admin);
const endWith = (reason: string) => [{ actorId: admin.userId, sessionId: admin.sessionId, reason }];
const isOver = async () => expect(await readerOf(admin)).toMatchObject({ userId: admin.userId });

describe("an impersonation ends", () => {
  it("by itself when its time is up, and another one can start", async () => {
    const [subject, next] = [await newSubject(), await newSubject()];
    const expire = () =>
      db().session.update({ where: { id: admin.sessionId }, data: { impersonationEndsAt: new Date(0) } });
    await db().session.update({
      where: { id: admin.sessionId },
      data: { impersonatedUserId: subject.id, impersonationEndsAt: new Date(0) },
    });
    await isOver();
    await isOver();
    expect(await endsOf(subject.id)).toEqual(endWith("expired"));
    await impersonate(next.id);
    await expire();
    // No request in between has noticed it.
    expect(await impersonateUser(subject.id, REASON, admin)).toMatchObject({ ok: true });
    expect(await readerOf(admin)).toMatchObject({ userId: subject.id });
    expect(await endsOf(next.id)).toHaveLength(2);
  });

  it.each([
    ["gets a role", { role: "manager" as const }],
    ["is suspended", { suspendedAt: new Date() }],
    ["is scheduled for deletion", { deleteAfter: new Date() }],
  ])("when the person %s", async (_, data) => {
    const subject = await newSubject();
    await impersonate(subject.id);
    await db().user.update({ where: { id: subject.id }, data });
    await isOver();
    expect(await endsOf(subject.id)).toEqual(endWith("account_changed"));
  });

  it("when the person is deleted", async () => {
    const subject = await newSubject();
    await impersonate(subject.id);
    await db().user.delete({ where: { id: subject.id } });
    await isOver();
  });

  it("with the role of the admin", async () => {
    const [subject, other] = [await newSubject(), await newActor("admin")];
    await impersonate(subject.id);
    expect(await changeRole(admin.userId, { role: "manager" }, other)).toMatchObject({ ok: true });
    expect(await readerOf(admin)).toBeUndefined();
    // Who acts is the admin who impersonated, not the one who took the role away.
    expect(await endsOf(subject.id)).toEqual(endWith("session_ended"));
  });

  it("with the account of the admin, whose address is erased", async () => {
    const subject = await newSubject();
    await impersonate(subject.id);
    await newActor("admin");
    await db().user.delete({ where: { id: admin.userId } });
    expect(await endsOf(subject.id)).toEqual(endWith("session_ended"));
    const events = await db().auditEvent.findMany({ where: { actorId: admin.userId } });
    expect(events.map(({ ipAddress, userAgent }) => [ipAddress, userAgent])).toEqual([
      ["", ""],
      ["", ""],
    ]);
  });

  it("once, if it is stopped twice at the same time", async () => {
    const subject = await newSubject();
    const reader = await impersonate(subject.id);
    const stops = await Promise.all([stopImpersonation(reader), stopImpersonation(reader)]);
    expect(stops.sort()).toEqual([false, true]);
    expect(await endsOf(subject.id)).toEqual(endWith("stopped"));
  });
});
