import { DETAIL_COLUMNS, detailsOf } from "@/lib/audit/event-details";
import type { AuditEventName } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import { isUuid } from "@/lib/schemas/uuid";
import type { Actor } from "@/lib/sessions/current-user";
import { type ActivityCategory, activityCategory, EVENT_CATEGORIES, eventsIn } from "./activity-categories";
import { describeEvent, type EventDescription } from "./describe-event";

const PAGE_SIZE = 50;

/** An audit event of the user, with a description. */
export type Activity = EventDescription & {
  id: string;
  at: Date;
  event: string;
  category: ActivityCategory;
  /** Empty if an admin caused the event: the owner of the account isn't told where admins are. */
  ipAddress: string;
  isByAdministrator: boolean;
};

type ActivityQuery = {
  /** The ID of one of the user's events, to list only those before it. Any other value is ignored. */
  before?: unknown;
  /** The category to list. Any other value lists all events. */
  category?: unknown;
  /** How many events to return. */
  limit?: number;
};

/**
 * Lists the user's audit events, newest first, one page at a time.
 *
 * @returns the page and, if there are more events, `next`: the `before` of the next page
 */
export async function listActivity(
  { userId }: Pick<Actor, "userId">,
  { before, category, limit = PAGE_SIZE }: ActivityQuery = {},
): Promise<{ activity: Activity[]; next?: string }> {
  const isEventId = typeof before === "string" && isUuid(before);
  const cursor =
    isEventId &&
    (await db().auditEvent.findFirst({
      where: { id: before, userId },
      select: { id: true, createdAt: true },
    }));
  const filter = activityCategory(category);
  const rows = await db().auditEvent.findMany({
    where: { userId, AND: [filter ? eventsIn(filter) : {}, cursor ? olderThan(cursor) : {}] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: { id: true, event: true, ...DETAIL_COLUMNS, ipAddress: true, actorId: true, createdAt: true },
  });
  const events = rows.slice(0, limit);
  const next = rows.length > limit ? events.at(-1)?.id : undefined;
  const activity = events.map(({ id, event, ipAddress, actorId, createdAt, ...stored }) => ({
    id,
    event,
    category: EVENT_CATEGORIES[event as AuditEventName] ?? "security",
    ipAddress: actorId ? "" : ipAddress,
    isByAdministrator: actorId !== null,
    at: createdAt,
    ...describeEvent(event, detailsOf(stored)),
  }));
  return { activity, ...(next && { next }) };
}

// Not Prisma's cursor, which finds nothing if the event isn't one of the filtered ones.
function olderThan({ id, createdAt }: { id: string; createdAt: Date }) {
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}
