import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DETAIL_COLUMNS, detailsOf } from "@/lib/audit/event-details";
import { db } from "@/lib/database/client";
import { inngest } from "@/lib/jobs/client";
import { deliverMail } from "@/lib/mail/delivery-job";
import { revokeSessionToken } from "@/lib/sessions/session";
import { startTestEngine, type TestEngine } from "@/lib/testing/test-engine";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newSubject } from "@/lib/testing/test-subject";
import { runBulkJobs } from "./bulk-job-runner";
import { cancelBulkJob, createBulkJob, getBulkJob } from "./bulk-jobs";
import { listBulkJobs } from "./list-bulk-jobs";
import { processBulkJob } from "./process-bulk-job";
import { suspendUser } from "./suspend-user";
import { revokeUserSessions } from "./user-sessions";

let engine: TestEngine;
let services: TestServices;
let admin: Awaited<ReturnType<typeof newActor>>;
beforeAll(async () => {
  engine = await startTestEngine();
  services = await startTestServices(engine.settings);
  admin = await newActor("admin");
});
afterAll(async () => {
  await engine.close();
  await services.close();
});
beforeEach(async () => void (await db().bulkJob.deleteMany()));

async function create(input: object, actor = admin): Promise<string> {
  const result = await createBulkJob(input, actor);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value.id;
}

async function runToTheEnd(): Promise<void> {
  while (await processBulkJob());
}

const subjects = (count: number) => Promise.all(Array.from({ length: count }, () => newSubject()));
const idsOf = (users: { id: string }[]) => users.map(({ id }) => id);
const suspension = { action: "suspend", reason: "Spam wave" };

describe("a bulk job", () => {
  it("acts on each chosen user once, and tells why it skipped others", async () => {
    const users = await subjects(3);
    const manager = await newSubject({ role: "manager" });
    const [first] = users;
    if (!first) throw new Error("There is no user.");
    await suspendUser(first.id, { reason: "Before" }, admin);
    const gone = await newSubject();
    const ids = [...idsOf(users), manager.id, admin.userId, gone.id, "x"];
    const id = await create({ ...suspension, user_ids: ids });
    await db().user.delete({ where: { id: gone.id } });
    await runToTheEnd();
    await runToTheEnd();
    const job = await getBulkJob(id);
    expect(job).toMatchObject({ state: "finished", counts: { done: 3, skipped: 3, failed: 0, pending: 0 } });
    const reasons = Object.fromEntries((job?.items ?? []).map(({ userId, reason }) => [userId, reason]));
    expect(reasons).toMatchObject({
      [first.id]: "This account is already suspended.",
      [admin.userId]: "You can't do this to your own account.",
      [gone.id]: "This account no longer exists.",
      [manager.id]: null,
    });
    const events = await db().auditEvent.findMany({
      where: { event: "authn_login_lock", userId: { in: idsOf(users.slice(1)) } },
      select: { actorId: true, sessionId: true, ...DETAIL_COLUMNS },
    });
    const { userId: actorId, sessionId } = admin;
    const event = { actorId, sessionId, details: { reason: "suspended" }, personal: { note: "Spam wave" } };
    expect(events).toEqual([event, event]);
  });

  it("finds the users that match the filters, who existed when it was created", async () => {
    const [older, newer] = await subjects(2);
    const other = await newSubject({ suspendedAt: new Date() });
    const id = await create({ action: "revoke_all_sessions", filters: { q: "subject_", status: "active" } });
    const later = await newSubject();
    await db().user.update({ where: { id: later.id }, data: { createdAt: new Date(Date.now() + 60_000) } });
    await runToTheEnd();
    const chosen = (await getBulkJob(id))?.items.map(({ userId }) => userId) ?? [];
    expect(chosen).toEqual(expect.arrayContaining([older?.id, newer?.id]));
    expect(chosen).not.toContain(other.id);
    expect(chosen).not.toContain(later.id);
    expect(await db().session.count({ where: { userId: later.id } })).toBe(1);
    expect(await db().session.count({ where: { userId: older?.id ?? "" } })).toBe(0);
  });

  it("goes on where it was killed, also if two runs work on it", async () => {
    const users = await subjects(12);
    const id = await create({ ...suspension, user_ids: idsOf(users) });
    // The trigger of the seventh user fails as if the process had died between two users.
    const seventh = idsOf(users).sort()[6];
    await db().$executeRawUnsafe(
      `CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'killed'; END $$`,
    );
    await db().$executeRawUnsafe(
      `CREATE TRIGGER die BEFORE UPDATE ON users FOR EACH ROW WHEN (OLD.id = '${seventh}') EXECUTE FUNCTION die()`,
    );
    await processBulkJob();
    await db().$executeRawUnsafe("DROP FUNCTION die CASCADE");
    expect((await getBulkJob(id))?.counts).toMatchObject({ done: 11, failed: 1 });
    await db().bulkJobItem.updateMany({ where: { jobId: id, state: "failed" }, data: { state: "pending" } });
    await Promise.all([runToTheEnd(), runToTheEnd()]);
    expect(await getBulkJob(id)).toMatchObject({ state: "finished", counts: { done: 12, pending: 0 } });
    const locks = await db().auditEvent.count({
      where: { event: "authn_login_lock", userId: { in: idsOf(users) } },
    });
    expect(locks).toBe(12);
  });

  it("stops for whoever lost the role, and after it was canceled", async () => {
    const second = await newActor("admin");
    const users = await subjects(2);
    const demoted = await create({ ...suspension, user_ids: idsOf(users) }, second);
    await db().user.update({ where: { id: second.userId }, data: { role: "user" } });
    await runToTheEnd();
    expect(await getBulkJob(demoted)).toMatchObject({ counts: { skipped: 2, done: 0 } });
    const canceled = await create({ ...suspension, user_ids: idsOf(users) });
    const demotedActor = { ...second, user: { ...second.user, role: "user" as const } };
    expect(await cancelBulkJob(canceled, demotedActor)).toMatchObject({ failure: { code: "forbidden" } });
    // Unlike the start of a job, this needs no recent authentication.
    const stale = { ...admin, authenticatedAt: new Date(0) };
    expect(await createBulkJob({ ...suspension, user_ids: idsOf(users) }, stale)).toMatchObject({
      ok: false,
    });
    expect(await cancelBulkJob(canceled, stale)).toMatchObject({ ok: true });
    await runToTheEnd();
    expect(await getBulkJob(canceled)).toMatchObject({ state: "canceled", counts: { pending: 2 } });
    expect(await db().user.count({ where: { id: { in: idsOf(users) }, suspendedAt: null } })).toBe(2);
  });

  it("stops when the session that started it is revoked, and goes on after a logout", async () => {
    const second = await newActor("admin");
    const user_ids = idsOf(await subjects(1));
    const stateOf = async (id: string) => (await getBulkJob(id))?.state;
    const id = await create({ ...suspension, user_ids }, second);
    const third = await newActor("admin");
    expect(await revokeUserSessions(third.userId, {}, admin)).toMatchObject({ ok: true });
    expect(await stateOf(id)).toBe("running");
    expect(await revokeUserSessions(second.userId, {}, admin)).toMatchObject({ ok: true });
    expect(await stateOf(id)).toBe("canceled");
    const cancellation = await db().auditEvent.findFirst({
      where: { userId: second.userId, event: "bulk_job_canceled" },
      select: { actorId: true, details: true },
    });
    expect(cancellation).toEqual({ actorId: admin.userId, details: { action: "suspend" } });
    const fourth = await newActor("admin");
    const going = await create({ ...suspension, user_ids }, fourth);
    await revokeSessionToken(fourth.token, fourth);
    await runToTheEnd();
    expect(await getBulkJob(going)).toMatchObject({ state: "finished", counts: { done: 1 } });
  });

  it("is recorded and listed, and so is its cancellation", async () => {
    const user_ids = idsOf(await subjects(2));
    const second = await newActor("admin");
    const chosen = await create({ ...suspension, user_ids }, second);
    const found = await create({ action: "reactivate", filters: { q: "nobody" } }, second);
    await cancelBulkJob(chosen, second);
    const events = await db().auditEvent.findMany({
      where: { userId: second.userId, event: { startsWith: "bulk_job" } },
      orderBy: { createdAt: "asc" },
      select: { event: true, ...DETAIL_COLUMNS },
    });
    expect(events.map(({ event, ...details }) => [event, detailsOf(details)])).toEqual([
      ["bulk_job_created", { action: "suspend", users: 2 }],
      ["bulk_job_created", { action: "reactivate", filter: "q=nobody" }],
      ["bulk_job_canceled", { action: "suspend" }],
    ]);
    const { username: actor } = second.user;
    expect(await listBulkJobs()).toMatchObject([
      { id: found, action: "reactivate", state: "running", actor },
      { id: chosen, action: "suspend", state: "canceled", actor },
    ]);
  });

  it("acts once on a user on whom two admins act at the same time", async () => {
    const second = await newActor("admin");
    const [subject] = await subjects(1);
    if (!subject) throw new Error("There is no user.");
    const id = await create({ ...suspension, user_ids: [subject.id] });
    const [single] = await Promise.all([
      suspendUser(subject.id, { reason: "Single" }, second),
      processBulkJob(),
    ]);
    const done = (await getBulkJob(id))?.counts.done ?? 0;
    expect(Number(single.ok) + done).toBe(1);
    const locks = { event: "authn_login_lock", userId: subject.id };
    expect(await db().auditEvent.count({ where: locks })).toBe(1);
  });

  it("keeps the last admin", async () => {
    await db().user.updateMany({
      where: { role: "admin", id: { not: admin.userId } },
      data: { role: "user" },
    });
    const manager = await newActor("manager");
    const id = await create({ action: "revoke_all_sessions", user_ids: [admin.userId] }, manager);
    await runToTheEnd();
    expect((await getBulkJob(id))?.items).toMatchObject([{ state: "skipped" }]);
    expect(await db().session.count({ where: { userId: admin.userId } })).toBe(1);
  });

  it("needs its fields, the right role and a recent authentication", async () => {
    const [subject] = await subjects(1);
    const user_ids = [subject?.id];
    for (const input of [
      {},
      { action: "edit", user_ids },
      { action: "reactivate" },
      { action: "reactivate", user_ids: [] },
      { action: "reactivate", user_ids, filters: {} },
      { action: "suspend", user_ids },
      { action: "reactivate", user_ids: "x" },
      { action: "reactivate", filters: { q: 1 } },
      // The list of users ignores what it doesn't know: these would be everybody.
      { action: "reactivate", filters: { search: "spam.example" } },
      { action: "reactivate", filters: { role: "users" } },
      { action: "reactivate", filters: { created_from: "2026-1-1" } },
      { action: "reactivate", filters: { q: "" } },
      { action: "reactivate", filters: { q: "\0" } },
    ])
      expect(await createBulkJob(input, admin)).toMatchObject({ failure: { code: "invalid" } });
    const manager = await newActor("manager");
    expect(await createBulkJob({ ...suspension, user_ids }, manager)).toMatchObject({
      failure: { code: "forbidden" },
    });
    // Half of a character, which the database could not store.
    const filters = { q: "nobody \ud800", columns: "username" };
    expect(await createBulkJob({ action: "reactivate", filters }, admin)).toMatchObject({ ok: true });
    const stale = { ...admin, authenticatedAt: new Date(0) };
    expect(await createBulkJob({ ...suspension, user_ids }, stale)).toMatchObject({
      failure: { errors: { password: ["password_needed"] } },
    });
    expect(await getBulkJob("x")).toBeUndefined();
  });

  it("is run by the engine", async () => {
    await engine.serve(inngest(), [deliverMail(), runBulkJobs()]);
    const [subject] = await subjects(1);
    const id = await create({ ...suspension, user_ids: [subject?.id] });
    await expect.poll(async () => (await getBulkJob(id))?.state, { timeout: 10_000 }).toBe("finished");
    expect((await getBulkJob(id))?.counts.done).toBe(1);
  });
});
