import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { inngest } from "@/lib/jobs/client";
import { deliverMail } from "@/lib/mail/delivery-job";
import { startTestEngine, type TestEngine } from "@/lib/testing/test-engine";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { cleanUp } from "./cleanup-job";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await startTestEngine();
  services = await startTestServices(engine.settings);
  await engine.serve(inngest(), [deliverMail(), cleanUp()]);
});
afterAll(async () => {
  await engine.close();
  await services.close();
});

const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);

async function createUser(username: string, data: Partial<Prisma.UserCreateInput>) {
  const email = `${username}@example.com`;
  const { id } = await db().user.create({
    data: {
      username,
      usernameCanonical: username,
      email,
      emailCanonical: email,
      passwordHash: "unused",
      ...data,
    },
    select: { id: true },
  });
  return id;
}

const createSession = (
  userId: string,
  data: Omit<Prisma.SessionUncheckedCreateInput, "userId" | "tokenHash">,
) => db().session.create({ data: { userId, tokenHash: Buffer.from(randomUUID()), ...data } });

const createSubmittedEmail = (userId: string) =>
  db().outboxEmail.create({
    data: {
      userId,
      kind: "new_login",
      recipient: "in-flight@example.com",
      batchId: randomUUID(),
      submittedAt: ago(HOUR_MS),
      nextAttemptAt: ago(-HOUR_MS),
      createdAt: ago(HOUR_MS),
    },
  });

const createKey = (key: string, userId: string, createdAt: Date) =>
  db().idempotencyKey.create({ data: { key, userId, createdAt, bodyHash: "unused", response: {} } });

const createBulkJob = (actorId: string, finishedAt: Date) =>
  db().bulkJob.create({
    data: {
      actorId,
      sessionId: randomUUID(),
      ipAddress: "",
      action: "reactivate",
      input: {},
      finishedAt,
      items: { create: ["first", "second"].map((username) => ({ userId: randomUUID(), username })) },
    },
  });

const createEmailWithoutAccount = (createdAt: Date) =>
  db().outboxEmail.create({
    data: { kind: "no_account", recipient: "unknown@example.com", state: "sent", createdAt },
  });

const createEvent = (userId: string, createdAt: Date) =>
  db().auditEvent.create({ data: { userId, createdAt, event: "sensitive_read" } });

it("reminds and deletes accounts, and deletes expired sessions, keys, audit events and bulk jobs, when the engine runs it", async () => {
  await createUser("unverified_8_days", { createdAt: ago(8 * DAY_MS) });
  await createUser("unverified_6_days", { createdAt: ago(6.5 * DAY_MS) });
  await createUser("unverified_today", { createdAt: ago(HOUR_MS) });
  await createUser("deletion_due", { emailVerified: true, deleteAfter: ago(HOUR_MS) });
  await createUser("deletion_later", { emailVerified: true, deleteAfter: ago(-HOUR_MS) });
  const suspended = { emailVerified: true, suspendedAt: ago(DAY_MS) };
  await createUser("suspension_over", { ...suspended, suspendedUntil: ago(HOUR_MS) });
  await createUser("suspension_later", { ...suspended, suspendedUntil: ago(-HOUR_MS) });
  // The provider may have accepted these emails, whose batches may be retried.
  await createSubmittedEmail(await createUser("unverified_in_flight", { createdAt: ago(10 * DAY_MS) }));
  const inFlight = { emailVerified: true, deleteAfter: ago(HOUR_MS) };
  await createSubmittedEmail(await createUser("deletion_in_flight", inFlight));
  const active = await createUser("active", { emailVerified: true, createdAt: ago(400 * DAY_MS) });
  const impersonated = { expiresAt: ago(-DAY_MS), impersonatedUserId: active };
  const kept = await createSession(active, { ...impersonated, impersonationEndsAt: ago(HOUR_MS) });
  const impersonating = await createSession(active, { ...impersonated, impersonationEndsAt: ago(-HOUR_MS) });
  await createSession(active, { expiresAt: ago(HOUR_MS) });
  await createSession(active, { expiresAt: ago(-DAY_MS), lastSeenAt: ago(31 * DAY_MS) });
  await createKey("old", active, ago(25 * HOUR_MS));
  await createKey("new", active, ago(23 * HOUR_MS));
  await createEvent(active, ago(401 * DAY_MS));
  await createEvent(active, ago(399 * DAY_MS));
  await createEmailWithoutAccount(ago(8 * DAY_MS));
  await createEmailWithoutAccount(ago(6 * DAY_MS));
  await createBulkJob(active, ago(31 * DAY_MS));
  await createBulkJob(active, ago(29 * DAY_MS));

  const { status, output } = await engine.runNow("real-mfa-clean-up");

  expect(status).toBe("completed");
  expect(JSON.parse(output)).toEqual({
    reminded: 1,
    removed: 1,
    deleted: 1,
    reactivated: 1,
    keys: 1,
    impersonations: 1,
    sessions: 2,
    logins: 0,
    bulkJobRows: 3,
    emailsWithoutAccount: 1,
    auditEvents: 1,
    checkpoints: 1,
    resetReminders: 0,
    resets: 0,
  });
  const users = await db().user.findMany({ select: { username: true }, orderBy: { username: "asc" } });
  expect(users.map(({ username }) => username)).toEqual([
    "active",
    "deletion_in_flight",
    "deletion_later",
    "suspension_later",
    "suspension_over",
    "unverified_6_days",
    "unverified_in_flight",
    "unverified_today",
  ]);
  expect(
    await db().user.findMany({ where: { suspendedAt: { not: null } }, select: { username: true } }),
  ).toEqual([{ username: "suspension_later" }]);
  const sessions = await db().session.findMany({
    select: { id: true, impersonatedUserId: true },
    orderBy: { createdAt: "asc" },
  });
  expect(sessions).toEqual([
    { id: kept.id, impersonatedUserId: null },
    { id: impersonating.id, impersonatedUserId: active },
  ]);
  expect(await db().idempotencyKey.findMany({ select: { key: true } })).toEqual([{ key: "new" }]);
  // Reminding wakes the delivery job.
  await expect
    .poll(() => services.mailsTo("unverified_6_days@example.com"))
    .toMatchObject([{ subject: expect.any(String) }]);

  expect(JSON.parse((await engine.runNow("real-mfa-clean-up")).output)).toEqual({
    reminded: 0,
    removed: 0,
    deleted: 0,
    reactivated: 0,
    keys: 0,
    impersonations: 0,
    sessions: 0,
    logins: 0,
    bulkJobRows: 0,
    emailsWithoutAccount: 0,
    auditEvents: 0,
    checkpoints: 0,
    resetReminders: 0,
    resets: 0,
  });
});
