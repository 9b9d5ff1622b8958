import { db, isDatabaseUnavailable } from "@/lib/database/client";
import { safeUser } from "@/lib/database/safe-user";
import { Prisma } from "@/lib/generated/prisma/client";
import { REFUSALS } from "@/lib/messages/refusals";
import { failPoint } from "@/lib/observability/fail-points";
import { describeError, log } from "@/lib/observability/log";
import type { Actor } from "@/lib/sessions/current-user";
import { type AdminWriteFailure, delegate, RefusedError } from "./admin-write";
import type { BulkAction } from "./bulk-jobs";
import { exactMatch, userFilters } from "./list-users-filters";
import { parseListUsersQuery } from "./list-users-query";
import { USER_ACTION_USE_CASES } from "./user-actions";

const COLLECTED_USERS = 2_000;
const BATCH_SIZE = 100;
/** A step ends in time for the shortest limit on a request. */
const MAX_BATCH_MS = 5_000;

const jobFields = {
  id: true,
  actorId: true,
  sessionId: true,
  ipAddress: true,
  action: true,
  input: true,
  query: true,
  collectedUpTo: true,
  collectedAt: true,
  canceledAt: true,
  createdAt: true,
} satisfies Prisma.BulkJobSelect;

type Job = Prisma.BulkJobGetPayload<{ select: typeof jobFields }>;

/**
 * Does the next part of a job that isn't finished: lists the users that its query finds, and then acts on them one by
 * one. Jobs take turns, so that neither a large job nor one whose steps fail holds up the others. It can be interrupted
 * anywhere and run again, also twice at once: an item is marked in the transaction of the change that it is about.
 *
 * @returns whether there may be more to do
 */
export async function processBulkJob(): Promise<boolean> {
  const job = await db().bulkJob.findFirst({
    where: { finishedAt: null },
    orderBy: { lastStepAt: "asc" },
    select: jobFields,
  });
  if (!job) return false;
  await db().bulkJob.updateMany({ where: { id: job.id }, data: { lastStepAt: new Date() } });
  if (!job.canceledAt && !job.collectedAt) await collectUsers(job);
  else if (job.canceledAt || !(await processItems(job))) await finish(job);
  return true;
}

async function finish({ id }: Job): Promise<void> {
  await db().bulkJob.updateMany({ where: { id, finishedAt: null }, data: { finishedAt: new Date() } });
  log.info({ event: "bulk_job_finished", jobId: id });
}

/** Lists the next users that the query finds as items, in the order of their ids. Who registers later isn't among them. */
async function collectUsers({ id: jobId, query, collectedUpTo, createdAt }: Job): Promise<void> {
  const parsed = parseListUsersQuery((query ?? {}) as Record<string, string>);
  const filters = userFilters(parsed, parsed.q ? await exactMatch(parsed.q) : undefined);
  const conditions = [
    ...filters,
    Prisma.sql`created_at <= ${createdAt}`,
    ...(collectedUpTo ? [Prisma.sql`id > ${collectedUpTo}::uuid`] : []),
  ];
  await db().$transaction(async (transaction) => {
    const found = await transaction.$queryRaw<{ id: string; username: string }[]>`
      SELECT id, username FROM users WHERE ${Prisma.join(conditions, " AND ")}
      ORDER BY id LIMIT ${COLLECTED_USERS}`;
    await transaction.bulkJobItem.createMany({
      data: found.map((user) => ({ jobId, userId: user.id, username: user.username })),
      skipDuplicates: true,
    });
    const last = found.at(-1);
    const isDone = found.length < COLLECTED_USERS;
    await transaction.bulkJob.update({
      where: { id: jobId },
      data: { ...(last && { collectedUpTo: last.id }), ...(isDone && { collectedAt: new Date() }) },
      select: { id: true },
    });
    failPoint("bulk:collected");
  });
}

/** Acts on the next users. Returns whether there were any. */
async function processItems(job: Job): Promise<boolean> {
  const start = Date.now();
  const items = await db().bulkJobItem.findMany({
    where: { jobId: job.id, state: "pending" },
    orderBy: { userId: "asc" },
    take: BATCH_SIZE,
    select: { userId: true },
  });
  for (const { userId } of items) {
    const isCanceled = await db().bulkJob.count({ where: { id: job.id, canceledAt: { not: null } } });
    if (isCanceled || Date.now() - start > MAX_BATCH_MS) break;
    await processItem(job, userId);
  }
  return items.length > 0;
}

async function processItem(job: Job, userId: string): Promise<void> {
  const actor = await actorOf(job);
  const markDone = (transaction: Prisma.TransactionClient) => mark(transaction, job, userId, "done");
  try {
    const perform = USER_ACTION_USE_CASES[job.action as BulkAction];
    const result = actor
      ? await perform(userId, job.input as Record<string, string>, delegate(actor, markDone))
      : ({ ok: false, failure: { code: "forbidden" } } as const);
    failPoint("bulk:acted");
    if (!result.ok) await markOutcome(job, userId, "skipped", reasonOf(result.failure));
  } catch (error) {
    // The job is run again later.
    if (isDatabaseUnavailable(error)) throw error;
    log.error({ event: "bulk_job_item_failed", jobId: job.id, userId, error: describeError(error) });
    await markOutcome(job, userId, "failed", "Something went wrong. The server's log says what.");
  }
}

/** Marks an item, unless another run was faster: then the change is rolled back. */
async function mark(
  transaction: Prisma.TransactionClient,
  { id: jobId }: Job,
  userId: string,
  state: "done",
): Promise<void> {
  const { count } = await transaction.bulkJobItem.updateMany({
    where: { jobId, userId, state: "pending" },
    data: { state },
  });
  if (count === 0) throw new RefusedError({ code: "not_found" });
  failPoint("bulk:marked");
}

async function markOutcome(
  { id: jobId }: Job,
  userId: string,
  state: "skipped" | "failed",
  reason: string,
): Promise<void> {
  await db().bulkJobItem.updateMany({ where: { jobId, userId, state: "pending" }, data: { state, reason } });
}

/** The admin as they are now. They confirmed their identity when they asked for the job. */
async function actorOf({ id, actorId, sessionId, ipAddress, createdAt }: Job): Promise<Actor | undefined> {
  const user = await db().user.findUnique({ where: { id: actorId }, select: safeUser });
  if (!user) return undefined;
  const request = { requestId: id, ipAddress };
  const session = { sessionId, tokenHash: new Uint8Array(), authenticatedAt: createdAt, deviceId: null };
  return { ...request, ...session, user, userId: actorId, amr: [], aal: 1, twoFactorSince: null };
}

function reasonOf(failure: AdminWriteFailure): string {
  switch (failure.code) {
    case "refused":
      return REFUSALS[failure.reason];
    case "forbidden":
      return "The role of whoever started this doesn't allow it.";
    case "not_found":
      return "This account no longer exists.";
    case "rate_limited":
      return "An email of this kind was sent recently.";
    default:
      return "This account can't be changed now.";
  }
}
