import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { liftEndedSuspensions } from "@/lib/login/lift-ended-suspensions";
import { login } from "@/lib/login/login";
import { requestPasswordReset } from "@/lib/passwords/request-password-reset";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newSubject } from "@/lib/testing/test-subject";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { deleteUserNow } from "./delete-user-now";
import { listUserEvents } from "./list-user-events";
import { suspendUser } from "./suspend-user";

const DAY_MS = 24 * 60 * 60 * 1000;
const PAST = new Date(Date.now() - 1000);
let services: TestServices;
let admin: Awaited<ReturnType<typeof newActor>>;
beforeAll(async () => {
  services = await startTestServices();
  admin = await newActor("admin");
});
afterAll(() => services.close());

const tomorrow = () => new Date(Date.now() + DAY_MS).toISOString();
const end = (id: string) => db().user.update({ where: { id }, data: { suspendedUntil: PAST } });
const emailsOf = (userId: string) =>
  db().outboxEmail.findMany({ where: { userId }, select: { kind: true, details: true } });

describe("a suspension with an end", () => {
  it("takes a time in the future only", async () => {
    const { id } = await newSubject();
    const suspend = (until: unknown) => suspendUser(id, { reason: "Spam", until }, admin);
    for (const until of [
      "tomorrow",
      "2030-01-01",
      "2030-01-01T00:00:00",
      5,
      null,
      "",
      "+012030-01-01T00:00:00Z",
    ])
      expect(await suspend(until)).toMatchObject({ failure: { code: "invalid" } });
    expect(await suspend(PAST.toISOString())).toMatchObject({
      failure: { errors: { until: ["past_datetime"] } },
    });
    expect(await suspend(tomorrow())).toMatchObject({ ok: true });
  });

  it("keeps the owner out until then, and the next login lifts it", async () => {
    const owner = await newActor();
    const attempt = () =>
      login({ email: owner.email, password: owner.password }, newRequestContext(), "bearer", testDevice);
    await suspendUser(owner.userId, { reason: "Spam", until: tomorrow() }, admin);
    expect(await attempt()).toMatchObject({ failure: { code: "suspended" } });
    await end(owner.userId);
    expect(await attempt()).toMatchObject({ ok: true });
    const user = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
    expect(user).toMatchObject({ suspendedAt: null, suspendedUntil: null, suspensionReason: null });
    const { events } = await listUserEvents(owner.userId, { role: "admin" });
    const messages = events.map(({ message }) => message);
    expect(messages).toContain("Suspension ended");
    expect(messages.find((message) => message.startsWith("Account suspended until"))).toMatch(/UTC$/);
    const emails = await emailsOf(owner.userId);
    expect(emails.find(({ kind }) => kind === "account_suspended")?.details).toMatchObject({
      until: expect.stringMatching(/^\d+ \w+ \d{4} at \d\d:\d\d UTC$/),
    });
    expect(emails.find(({ kind }) => kind === "account_reactivated")?.details).toMatchObject({
      isEnded: "Yes",
    });
  });

  it("is not lifted by a wrong password", async () => {
    const owner = await newActor();
    await suspendUser(owner.userId, { reason: "Spam", until: tomorrow() }, admin);
    await end(owner.userId);
    await login({ email: owner.email, password: "wrong" }, newRequestContext(), "bearer", testDevice);
    expect(await db().user.count({ where: { id: owner.userId, suspendedAt: null } })).toBe(0);
  });

  it("lets the owner request a reset link after the end, and not before", async () => {
    const subject = await newSubject();
    await suspendUser(subject.id, { reason: "Spam", until: tomorrow() }, admin);
    await requestPasswordReset({ email: subject.email }, newRequestContext());
    expect((await emailsOf(subject.id)).map(({ kind }) => kind)).not.toContain("reset_password");
    const other = await newSubject();
    await suspendUser(other.id, { reason: "Spam", until: tomorrow() }, admin);
    await end(other.id);
    await requestPasswordReset({ email: other.email }, newRequestContext());
    expect((await emailsOf(other.id)).map(({ kind }) => kind)).toContain("reset_password");
  });

  it("is lifted by the job, but not before its end", async () => {
    const [over, later] = [await newSubject(), await newSubject()];
    await suspendUser(over.id, { reason: "Spam", until: tomorrow() }, admin);
    await suspendUser(later.id, { reason: "Spam", until: tomorrow() }, admin);
    await end(over.id);
    expect(await liftEndedSuspensions()).toBeGreaterThan(0);
    expect(await liftEndedSuspensions()).toBe(0);
    expect(await db().user.count({ where: { id: over.id, suspendedAt: null } })).toBe(1);
    expect(await db().user.count({ where: { id: later.id, suspendedAt: null } })).toBe(0);
  });
});

describe("a deletion at once", () => {
  it("takes the username, and leaves nothing", async () => {
    const subject = await newSubject();
    expect(await deleteUserNow(subject.id, { confirmation: "somebody" }, admin)).toEqual({
      ok: false,
      failure: { code: "invalid", errors: { confirmation: ["confirmation_mismatch"] } },
    });
    const confirmation = subject.username;
    expect(await deleteUserNow(subject.id, { confirmation }, admin)).toMatchObject({ ok: true });
    expect(await db().user.count({ where: { id: subject.id } })).toBe(0);
    expect(await deleteUserNow(subject.id, { confirmation }, admin)).toEqual({
      ok: false,
      failure: { code: "not_found" },
    });
  });

  it("waits for an email whose outcome is unknown", async () => {
    const subject = await newSubject();
    await db().outboxEmail.create({
      data: {
        userId: subject.id,
        kind: "new_login",
        recipient: subject.email,
        state: "sending",
        submittedAt: new Date(),
      },
    });
    expect(await deleteUserNow(subject.id, { confirmation: subject.username }, admin)).toEqual({
      ok: false,
      failure: { code: "refused", reason: "email_in_flight" },
    });
  });
});
