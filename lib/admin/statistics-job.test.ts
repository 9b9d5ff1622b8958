import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import type { EmailState, Prisma } from "@/lib/generated/prisma/client";
import { inngest } from "@/lib/jobs/client";
import { startTestEngine, type TestEngine } from "@/lib/testing/test-engine";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { addDays, computeDay, startOfDay } from "./daily-statistics";
import { getOverview } from "./overview";
import { refreshDailyStatistics, refreshStatistics } from "./statistics-job";

const NOW = new Date("2026-11-20T10:30:00Z");
const TODAY = startOfDay(NOW);
const MINUTE_MS = 60_000;
let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await startTestEngine();
  services = await startTestServices(engine.settings);
});
afterAll(async () => {
  await engine.close();
  await services.close();
});
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE users, daily_statistics, suppressed_addresses CASCADE`;
});

const at = (daysAgo: number, hours = 8) =>
  new Date(addDays(TODAY, -daysAgo).getTime() + hours * 60 * MINUTE_MS);

async function createUser(createdAt: Date, fields: Partial<Prisma.UserCreateInput> = {}): Promise<string> {
  const username = `person_${randomUUID().slice(0, 8)}`;
  const email = `${username}@example.com`;
  const user = await db().user.create({
    data: {
      username,
      usernameCanonical: username,
      email,
      emailCanonical: email,
      passwordHash: "",
      createdAt,
      ...fields,
    },
    select: { id: true },
  });
  return user.id;
}

const createEmail = (userId: string, createdAt: Date, state: EmailState, fields = {}) =>
  db().outboxEmail.create({
    data: { userId, kind: "verify_email", recipient: "someone@example.com", state, createdAt, ...fields },
  });

const createEvent = (userId: string, createdAt: Date, event: string, details = {}) =>
  db().auditEvent.create({ data: { userId, createdAt, event, details } });

const storedDay = (day: Date) => db().dailyStatistics.findUniqueOrThrow({ where: { day } });

describe("the statistics of a day", () => {
  it("count registrations, verifications, logins, failures and emails between two midnights in UTC", async () => {
    const id = await createUser(at(1, 0));
    await createUser(new Date(TODAY.getTime() - 1));
    await createUser(TODAY);
    await createEvent(id, at(1), "user_updated", { fields: ["emailVerified"] });
    await createEvent(id, at(1), "user_updated", { fields: ["username"] });
    await createEvent(id, at(1), "authn_login_success");
    await createEvent(id, at(1), "authn_login_success");
    await createEvent(id, at(1), "authn_login_fail");
    await createEvent(id, at(0), "authn_login_fail");
    for (const state of [
      "queued",
      "sending",
      "sent",
      "delivered",
      "failed",
      "bounced",
      "complained",
    ] as const)
      await createEmail(id, at(1), state, { kind: "new_login" });
    await createEmail(id, at(2), "sent");
    await computeDay(addDays(TODAY, -1));
    expect(await storedDay(addDays(TODAY, -1))).toMatchObject({
      registrations: 2,
      verifications: 1,
      logins: 2,
      failedLogins: 1,
      emailsPending: 2,
      emailsSent: 1,
      emailsDelivered: 1,
      emailsFailed: 3,
      users: null,
    });
  });

  it("are the same however often they are computed, also at the same time", async () => {
    await createUser(at(0));
    await Promise.all([computeDay(TODAY), computeDay(TODAY), computeDay(TODAY)]);
    const { computedAt: _first, ...before } = await storedDay(TODAY);
    await computeDay(TODAY);
    const { computedAt: _second, ...after } = await storedDay(TODAY);
    expect(after).toEqual(before);
    expect(after.registrations).toBe(1);
  });

  it("follow the accounts of the day from the registration to the verified address", async () => {
    const created = at(0);
    const later = (minutes: number) => new Date(created.getTime() + minutes * MINUTE_MS);
    await createUser(created);
    const delivered = await createUser(created);
    await createEmail(delivered, created, "delivered", { deliveredAt: later(1) });
    const opened = await createUser(created);
    await createEmail(opened, created, "sent", { linkOpenedAt: later(8) });
    const verified = await createUser(created, { emailVerified: true, emailVerifiedAt: later(12) });
    await createEmail(verified, created, "delivered", { deliveredAt: later(1), linkOpenedAt: later(8) });
    await createEmail(verified, later(5), "delivered", { deliveredAt: later(6) });
    await createUser(created, { emailVerified: true, emailVerifiedAt: later(12) });
    await computeDay(TODAY);
    const { funnel } = await getOverview(7, NOW);
    expect(funnel).toMatchObject({
      registered: { count: 5 },
      delivered: { count: 4 },
      opened: { count: 3 },
      verified: { count: 2 },
    });
    // Estimated within the bucket: from 60 to 90 s, from 5 to 10 minutes, and from 10 to 15 minutes.
    expect(funnel.delivered.medianSeconds).toBeCloseTo(75);
    expect(funnel.opened.medianSeconds).toBeCloseTo(450);
    expect(funnel.verified.medianSeconds).toBeCloseTo(750);
  });
});

describe("the job", () => {
  it("computes all days since the first account, then only today until an hour has passed", async () => {
    await createUser(at(9));
    expect(await refreshDailyStatistics(NOW)).toBe(10);
    await db().dailyStatistics.updateMany({ data: { computedAt: NOW } });
    const soon = new Date(NOW.getTime() + 5 * MINUTE_MS);
    expect(await refreshDailyStatistics(soon)).toBe(1);
    // The days for which an email can still be delivered or an address verified.
    await db().dailyStatistics.updateMany({ data: { computedAt: NOW } });
    expect(await refreshDailyStatistics(new Date(NOW.getTime() + 61 * MINUTE_MS))).toBe(7);
  });

  it("computes a day again that was not over when the job last ran", async () => {
    await createUser(at(20));
    await refreshDailyStatistics(NOW);
    const day = addDays(TODAY, -15);
    await db().dailyStatistics.updateMany({ data: { computedAt: NOW } });
    await db().dailyStatistics.update({ where: { day }, data: { computedAt: at(15, 12), logins: 99 } });
    await refreshDailyStatistics(NOW);
    expect((await storedDay(day)).logins).toBe(0);
  });

  it("stores how many have a second factor with today, and leaves earlier days as they were", async () => {
    await createUser(at(1), { twoFactorSince: at(0) });
    await createUser(at(1));
    await refreshDailyStatistics(NOW);
    expect(await storedDay(TODAY)).toMatchObject({ users: 2, usersWithTwoFactor: 1 });
    expect(await storedDay(addDays(TODAY, -1))).toMatchObject({ users: null, usersWithTwoFactor: null });
  });
});

describe("the overview", () => {
  it("shows zeros before the job has run", async () => {
    const overview = await getOverview(7, NOW);
    expect(overview.updatedAt).toBeUndefined();
    expect(overview.days).toHaveLength(7);
    expect(overview.days.at(-1)).toMatchObject({ day: TODAY, registrations: 0, users: null });
    expect(overview).toMatchObject({ previousDays: [], funnel: { registered: { count: 0 } } });
    expect(overview.funnel.verified).not.toHaveProperty("medianSeconds");
  });

  it("compares with the period before, if all of it is known", async () => {
    await createUser(at(13));
    await createUser(at(7));
    await createUser(at(6));
    await refreshDailyStatistics(NOW);
    const { days, previousDays } = await getOverview(7, NOW);
    expect(days.map(({ registrations }) => registrations)).toEqual([1, 0, 0, 0, 0, 0, 0]);
    expect(previousDays.map(({ registrations }) => registrations)).toEqual([1, 0, 0, 0, 0, 0, 1]);
    expect((await getOverview(30, NOW)).previousDays).toEqual([]);
  });

  it("counts the emails that wait and since when, and the suppressed addresses", async () => {
    const id = await createUser(at(0));
    const dueSince = at(0, 9);
    await createEmail(id, at(0), "queued", { nextAttemptAt: new Date(NOW.getTime() + MINUTE_MS) });
    expect((await getOverview(7, NOW)).queue).toEqual({ count: 1, isExact: true });
    await createEmail(id, at(0), "sending", { kind: "new_login", nextAttemptAt: dueSince });
    await db().suppressedAddress.create({ data: { emailCanonical: "gone@example.com", reason: "550" } });
    const { queue, suppressed } = await getOverview(7, NOW);
    expect(queue).toEqual({ count: 2, isExact: true, dueSince });
    expect(suppressed).toEqual({ count: 1, isExact: true });
  });
});

it("the job runs in the job engine", async () => {
  await createUser(new Date());
  // Served only here, after all other tests: the engine also runs it every five minutes, for the days up to the real one.
  await engine.serve(inngest(), [refreshStatistics()]);
  const { status, output } = await engine.runNow("real-mfa-refresh-statistics");
  expect({ status, output: JSON.parse(output) }).toEqual({ status: "completed", output: { days: 1 } });
  expect((await storedDay(startOfDay(new Date()))).registrations).toBe(1);
});
