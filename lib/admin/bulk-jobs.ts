import * as z from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { BULK_JOB_CREATED, inngest } from "@/lib/jobs/client";
import { describeError, log } from "@/lib/observability/log";
import { err, type Failure, type Forbidden, type NotFound, ok, type Result } from "@/lib/result";
import { type BULK_ACTIONS, bulkJobSchema, suspendUserSchema } from "@/lib/schemas/admin-user";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { isUuid } from "@/lib/schemas/uuid";
import type { Actor } from "@/lib/sessions/current-user";
import { confirmSession, requireReauthentication } from "@/lib/sessions/reauthentication";
import type { NewSession } from "@/lib/sessions/session";
import { type BulkJobState, bulkJobState } from "./list-bulk-jobs";
import { parseListUsersQuery } from "./list-users-query";
import { isAllowed } from "./permissions";

export type BulkAction = (typeof BULK_ACTIONS)[number];

const PAGE_SIZE = 100;
const FILTERS = [
  "q",
  "role",
  "verified",
  "two_factor",
  "status",
  "delivery",
  "created_from",
  "created_to",
  "last_login",
  "last_login_from",
  "last_login_to",
] as const;

/** What an admin asks for, as the pages and the API send it. */
type BulkRequest = {
  action: BulkAction;
  userIds: string[];
  query: Record<string, string> | undefined;
};

/**
 * Creates a job that does something to many users: to those with the given ids, or to all that a query of the user list
 * finds. The rights of the actor are checked for each user when the job comes to them.
 *
 * @param input `{ action, user_ids?, filters?, reason?, until?, password? }`; `filters` are parameters of the user list,
 *   an empty object means everybody
 */
export async function createBulkJob(
  input: unknown,
  actor: Actor,
): Promise<Result<{ id: string; session?: NewSession | undefined }, Failure | Forbidden>> {
  const parsed = bulkJobSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { action, user_ids, filters, password, ...fields } = parsed.data;
  if (!isAllowed(actor.user.role, action)) return err({ code: "forbidden" });
  if (!filters === !user_ids?.length) return err({ code: "invalid", errors: { user_ids: ["required"] } });
  if (filters && !areKnownFilters(filters))
    return err({ code: "invalid", errors: { filters: ["unknown_filter"] } });
  const checked = action === "suspend" ? suspendUserSchema.safeParse(fields) : undefined;
  if (checked && !checked.success) return err({ code: "invalid", errors: fieldErrors(checked.error) });
  const authentication = await requireReauthentication(password, actor);
  if (!authentication.ok) return authentication;
  const request: BulkRequest = { action, userIds: user_ids ?? [], query: filters && cleanFilters(filters) };
  const created = await db().$transaction(async (transaction) => {
    const session = await confirmSession(transaction, actor, authentication.value);
    const id = await insertJob(transaction, request, checked ? suspensionOf(fields) : {}, actor);
    const { query, userIds } = request;
    const about = query ? { filter: String(new URLSearchParams(query)) } : { users: userIds.length };
    await recordEvent(transaction, actor, "bulk_job_created", { action, ...about });
    return { id, session };
  });
  log.info({ event: "bulk_job_created", jobId: created.id, action, actorId: actor.userId });
  void wakeJob();
  return ok(created);
}

const suspensionOf = ({ reason, until }: { reason?: string | undefined; until?: string | undefined }) => ({
  ...(reason && { reason }),
  ...(until && { until }),
});

/**
 * Returns whether all filters are known, with a valid value. The list of users ignores others, and shows more users. An
 * action on more users than were meant can't be undone.
 */
function areKnownFilters(filters: Record<string, string>): boolean {
  const known = cleanFilters(filters);
  return Object.keys(filters).every((name) => name === "columns" || known[name]);
}

/** Keeps the known filters only, and of these the valid ones. */
function cleanFilters(filters: Record<string, string>): Record<string, string> {
  const query = parseListUsersQuery(filters);
  return Object.fromEntries(FILTERS.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
}

async function insertJob(
  transaction: Prisma.TransactionClient,
  { action, userIds, query }: BulkRequest,
  input: Record<string, string>,
  { userId: actorId, sessionId, ipAddress }: Actor,
): Promise<string> {
  const { id: jobId } = await transaction.bulkJob.create({
    data: {
      actorId,
      sessionId,
      ipAddress,
      action,
      input,
      ...(query ? { query } : { collectedAt: new Date() }),
    },
    select: { id: true },
  });
  const users = await transaction.user.findMany({
    where: { id: { in: userIds.filter(isUuid) } },
    select: { id: true, username: true },
  });
  await transaction.bulkJobItem.createMany({
    data: users.map(({ id: userId, username }) => ({ jobId, userId, username })),
  });
  return jobId;
}

/** Losing the event does no harm: the job also runs every minute. */
async function wakeJob(): Promise<void> {
  try {
    await inngest().send({ name: BULK_JOB_CREATED, data: {} });
  } catch (error) {
    log.warn({ event: "bulk_job_trigger_failed", error: describeError(error) });
  }
}

/** The states of an item, in the order in which they are listed. */
export const ITEM_STATES = ["failed", "skipped", "done", "pending"] as const;

export type ItemState = (typeof ITEM_STATES)[number];

/** A job as the admin area shows it. */
export type ShownBulkJob = {
  id: string;
  action: BulkAction;
  state: BulkJobState;
  /** Whether all users are listed, so that the counts tell the progress. */
  isCollected: boolean;
  counts: Record<ItemState, number>;
  createdAt: Date;
  actor: string | undefined;
  items: { userId: string; username: string; state: ItemState; reason: string | null }[];
  /** The user after whom the next page of items begins. */
  next: string | undefined;
};

/**
 * Returns a job with its progress and a page of its items.
 *
 * @param id untrusted
 * @param options `state` of the items, all if it is none; `after` is `next` of the previous page
 */
export async function getBulkJob(
  id: string,
  { state, after }: { state?: unknown; after?: unknown } = {},
): Promise<ShownBulkJob | undefined> {
  const job = isUuid(id) ? await db().bulkJob.findUnique({ where: { id } }) : null;
  if (!job) return undefined;
  const shown = z.enum(ITEM_STATES).safeParse(state);
  const cursor = z.uuid().safeParse(after);
  const [counted, rows, actor] = await Promise.all([
    db().bulkJobItem.groupBy({ by: ["state"], where: { jobId: id }, _count: true }),
    db().bulkJobItem.findMany({
      where: {
        jobId: id,
        ...(shown.success && { state: shown.data }),
        ...(cursor.success && { userId: { gt: cursor.data } }),
      },
      orderBy: { userId: "asc" },
      take: PAGE_SIZE + 1,
      select: { userId: true, username: true, state: true, reason: true },
    }),
    db().user.findUnique({ where: { id: job.actorId }, select: { username: true } }),
  ]);
  const countOf = (name: ItemState) => counted.find((group) => group.state === name)?._count ?? 0;
  const counts = {
    failed: countOf("failed"),
    skipped: countOf("skipped"),
    done: countOf("done"),
    pending: countOf("pending"),
  };
  const items = rows.slice(0, PAGE_SIZE).map((row) => ({ ...row, state: row.state as ItemState }));
  return {
    id,
    action: job.action as BulkAction,
    state: bulkJobState(job),
    isCollected: job.collectedAt !== null,
    counts,
    createdAt: job.createdAt,
    actor: actor?.username,
    items,
    next: rows.length > PAGE_SIZE ? items.at(-1)?.userId : undefined,
  };
}

/**
 * Cancels a job. What it has done stays done. A job that is finished stays as it is. It needs no recent authentication:
 * whoever sees the wrong job must be able to stop it at once, and it can be started again. An admin who impersonates
 * somebody can't do it: no form action or API endpoint that changes something lets them.
 *
 * @param id untrusted
 */
export async function cancelBulkJob(
  id: string,
  actor: Actor,
): Promise<Result<undefined, Forbidden | NotFound>> {
  if (!isAllowed(actor.user.role, "run_bulk_job")) return err({ code: "forbidden" });
  const job = isUuid(id) ? await db().bulkJob.findUnique({ where: { id }, select: { action: true } }) : null;
  if (!job) return err({ code: "not_found" });
  if (!isAllowed(actor.user.role, job.action as BulkAction)) return err({ code: "forbidden" });
  const isCanceled = await db().$transaction(async (transaction) => {
    const { count } = await transaction.bulkJob.updateMany({
      where: { id, finishedAt: null, canceledAt: null },
      data: { canceledAt: new Date() },
    });
    if (count > 0) await recordEvent(transaction, actor, "bulk_job_canceled", { action: job.action });
    return count > 0;
  });
  if (isCanceled) log.info({ event: "bulk_job_canceled", jobId: id, actorId: actor.userId });
  return ok(undefined);
}
