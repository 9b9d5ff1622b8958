import { describeEvent, type EventDescription } from "@/lib/account/describe-event";
import { DETAIL_COLUMNS, detailsOf } from "@/lib/audit/event-details";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { eventFilters } from "./list-events-filters";
import type { ListEventsQuery } from "./list-events-query";
import type { Cursor } from "./list-users-query";

const PAGE_SIZE = 25;

const listedEvent = {
  id: true,
  event: true,
  ...DETAIL_COLUMNS,
  userId: true,
  actorId: true,
  sessionId: true,
  requestId: true,
  ipAddress: true,
  userAgent: true,
  createdAt: true,
} satisfies Prisma.AuditEventSelect;

type Row = Prisma.AuditEventGetPayload<{ select: typeof listedEvent }>;

/** A person in the audit log. Without a name, their account was deleted. */
export type Person = { id: string; username?: string };

/** An audit event, as an admin sees it: who did what to whom, from where, and when. */
export type ListedEvent = EventDescription &
  Pick<Row, "id" | "event" | "sessionId" | "requestId" | "ipAddress" | "userAgent"> & {
    at: Date;
    /** Who caused the event: nobody who is known for a failed login, and for what a command or a job did. */
    actor: Person | null;
    subject: Person;
    /** What an admin noted with it. */
    note?: string;
    /** What was recorded, as far as it wasn't erased. */
    details: object;
  };

export type EventList = { events: ListedEvent[]; next?: Cursor; previous?: Cursor };

/** Returns a page of the audit events that match the query, newest first. No request reads every row. */
export async function listEvents(query: ListEventsQuery): Promise<EventList> {
  const isBackwards = query.before !== undefined;
  const cursor = query.before ?? query.after;
  const rows = await readEvents(await eventFilters(query), { cursor, isBackwards, limit: PAGE_SIZE + 1 });
  const hasMore = rows.length > PAGE_SIZE;
  const page = rows.slice(0, PAGE_SIZE);
  if (isBackwards) page.reverse();
  const [first, last] = [page[0], page.at(-1)];
  const hasNext = isBackwards || hasMore;
  const hasPrevious = isBackwards ? hasMore : query.after !== undefined;
  return {
    events: await toListedEvents(page),
    ...(last && hasNext && { next: cursorAt(last) }),
    ...(first && hasPrevious && { previous: cursorAt(first) }),
  };
}

type Position = { cursor: Cursor | undefined; isBackwards?: boolean; limit: number };

/** Reads events after a cursor, newest first, or before it, oldest first. */
export function readEvents(
  filters: Prisma.AuditEventWhereInput[],
  { cursor, isBackwards = false, limit }: Position,
): Promise<Row[]> {
  const order = isBackwards ? "asc" : "desc";
  return db().auditEvent.findMany({
    where: { AND: cursor ? [...filters, ...pastCursor(cursor, isBackwards)] : filters },
    orderBy: [{ createdAt: order }, { id: order }],
    take: limit,
    select: listedEvent,
  });
}

function pastCursor([time, id]: Cursor, isBackwards: boolean): Prisma.AuditEventWhereInput[] {
  const at = new Date(time);
  return isBackwards
    ? [{ createdAt: { gte: at } }, { OR: [{ createdAt: { gt: at } }, { id: { gt: id } }] }]
    : [{ createdAt: { lte: at } }, { OR: [{ createdAt: { lt: at } }, { id: { lt: id } }] }];
}

/** Returns the position of an event in the list. */
export function cursorAt({ createdAt, id }: Pick<Row, "createdAt" | "id">): Cursor {
  return [createdAt.toISOString(), id];
}

/** Adds the descriptions of events, and the names of the people in them. */
export async function toListedEvents(rows: Row[]): Promise<ListedEvent[]> {
  const names = await usernamesOf(rows.flatMap(({ userId, actorId }) => [userId, actorId ?? userId]));
  const person = (id: string) => {
    const username = names.get(id);
    return { id, ...(username && { username }) };
  };
  return rows.map(({ userId, actorId, createdAt, details: plain, personal, ...row }) => {
    const details = detailsOf({ details: plain, personal });
    const { note } = details as { note?: string };
    const causer = actorId ?? (isCausedByOwner(row) ? userId : undefined);
    return {
      ...row,
      ...describeEvent(row.event, details),
      at: createdAt,
      actor: causer ? person(causer) : null,
      subject: person(userId),
      details,
      ...(note && { note }),
    };
  });
}

/** A failed login may be anyone's, and what a command, a job or an operator did has no request. */
function isCausedByOwner({
  event,
  requestId,
  ipAddress,
}: Pick<Row, "event" | "requestId" | "ipAddress">): boolean {
  return event !== "authn_login_fail" && (requestId !== "" || ipAddress !== "");
}

/** Returns the usernames of the accounts that still exist, by id. */
export async function usernamesOf(ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const users = await db().user.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, username: true },
  });
  return new Map(users.map(({ id, username }) => [id, username]));
}
