import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import { createVerifiedUser } from "@/lib/login/login-fixtures";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { changePassword } from "@/lib/passwords/change-password";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { confirmIdentity } from "@/lib/two-factor/confirm-identity";
import type { Actor } from "./current-user";
import { notifyOwnerOfFailedAttempts } from "./notify-failed-attempts";

const DAY_MS = 24 * 60 * 60 * 1000;

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

/** Records a failed login, as a login with a wrong password does. */
const failLogin = (userId: string) =>
  db().$transaction(
    async (transaction) => {
      await recordEvent(transaction, { userId, ipAddress: "" }, "authn_login_fail", { device: "Firefox" });
      return notifyOwnerOfFailedAttempts(transaction, userId, "203.0.113.7");
    },
    { maxWait: 30_000, timeout: 30_000 },
  );

const failLogins = (userId: string, count: number) =>
  Promise.all(Array.from({ length: count }, () => failLogin(userId)));

const alertsOf = (userId: string) => db().outboxEmail.count({ where: { userId, kind: "login_attempts" } });

const failuresOf = (userId: string, createdAt: Date, count: number) =>
  db().auditEvent.createMany({
    data: Array.from({ length: count }, () => ({ userId, event: "authn_login_fail", createdAt })),
  });

const NEW = { password: "Zk3-unlikely-harbour", password2: "Zk3-unlikely-harbour" };

/** What is entered in a session, with and without a second factor. */
const CONFIRMATIONS: [string, (plain: Actor, withFactor: Actor) => Promise<unknown>][] = [
  ["password", (actor) => confirmIdentity({ password: "wrong" }, actor)],
  ["current password", (actor) => changePassword({ current_password: "wrong", ...NEW }, actor)],
  ["code", (_, actor) => confirmIdentity({ code: "000000" }, actor)],
];

describe("notifyOwnerOfFailedAttempts", () => {
  it("sends one email at the 20th failed login, and none before", async () => {
    const { id, email } = await createVerifiedUser();
    for (let failure = 1; failure < 20; failure++) expect(await failLogin(id)).toBe(false);
    expect(await alertsOf(id)).toBe(0);
    expect(await failLogin(id)).toBe(true);
    expect(await failLogin(id)).toBe(false);
    while ((await deliverBatch()).claimed > 0);
    const alerts = (await services.mailsTo(email)).filter(({ subject }) => subject.startsWith("Many failed"));
    expect(alerts).toHaveLength(1);
    expect(alerts[0]?.text).toContain("Failed in 24 hours: 20");
    expect(alerts[0]?.text).toContain("http://localhost:3000/forgot-password\n");
    expect(alerts[0]?.text).not.toContain("token=");
    expect(alerts[0]?.text).not.toContain("logged-in device");
  });

  it.each(CONFIRMATIONS)("counts a wrong %s in a session, and says that it was in one", async (_, fail) => {
    const actor = await newActor();
    const protectedActor = { ...actor, twoFactorSince: new Date() };
    await failuresOf(actor.userId, new Date(), 18);
    await fail(actor, protectedActor);
    expect(await alertsOf(actor.userId)).toBe(0);
    await fail(actor, protectedActor);
    while ((await deliverBatch()).claimed > 0);
    const [alert] = await services.mailsTo(actor.email);
    expect(alert?.subject).toBe("Many failed attempts to access your account");
    expect(alert?.text).toContain("Failed in 24 hours: 20");
    expect(alert?.text).toContain("On a logged-in device: 2");
    expect(alert?.text).toMatch(/logs out all\s+devices/);
  });

  it("queues one email for 50 failed logins at once", async () => {
    const { id } = await createVerifiedUser();
    const queued = await failLogins(id, 50);
    expect(queued.filter(Boolean)).toHaveLength(1);
    expect(await alertsOf(id)).toBe(1);
  });

  it("counts failed logins at the same moment: 20 at once are enough, 19 are not", async () => {
    const { id } = await createVerifiedUser();
    await failLogins(id, 19);
    expect(await alertsOf(id)).toBe(0);
    const other = await createVerifiedUser();
    await failLogins(other.id, 20);
    expect(await alertsOf(other.id)).toBe(1);
  });

  it("counts only the last 24 hours, and alerts again after that", async () => {
    const { id } = await createVerifiedUser();
    await failuresOf(id, new Date(Date.now() - DAY_MS - 1_000), 100);
    expect(await failLogin(id)).toBe(false);
    await failuresOf(id, new Date(Date.now() - DAY_MS + 60_000), 18);
    expect(await failLogin(id)).toBe(true);
    await db().outboxEmail.updateMany({
      where: { userId: id, kind: "login_attempts" },
      data: { createdAt: new Date(Date.now() - DAY_MS - 1_000) },
    });
    expect(await failLogin(id)).toBe(true);
    expect(await alertsOf(id)).toBe(2);
  });

  it("does not count the failed logins of others, nor other events", async () => {
    const [owner, other] = await Promise.all([createVerifiedUser(), createVerifiedUser()]);
    await failuresOf(other.id, new Date(), 19);
    await db().auditEvent.createMany({
      data: Array.from({ length: 19 }, () => ({ userId: owner.id, event: "authn_login_success" })),
    });
    expect(await failLogin(owner.id)).toBe(false);
  });

  it("sends nothing to an address that isn't verified, or whose account is suspended", async () => {
    const { id: unverified } = await createVerifiedUser();
    await db().user.update({ where: { id: unverified }, data: { emailVerified: false } });
    const { id: suspended } = await createVerifiedUser();
    await db().user.update({ where: { id: suspended }, data: { suspendedAt: new Date() } });
    for (const id of [unverified, suspended]) {
      await failLogins(id, 20);
      expect(await alertsOf(id)).toBe(0);
    }
  });
});
