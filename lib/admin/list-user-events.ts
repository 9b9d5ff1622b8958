import { describeEvent, type EventDescription } from "@/lib/account/describe-event";
import { DETAIL_COLUMNS, detailsOf } from "@/lib/audit/event-details";
import { db } from "@/lib/database/client";
import { isUuid } from "@/lib/schemas/uuid";
import { usernamesOf } from "./list-events";
import { type Person, seesAddressesOf } from "./permissions";

const PAGE_SIZE = 25;

/** An audit event about a user, as an admin sees it: with who caused it, and from where. */
export type UserEvent = EventDescription & {
  id: string;
  at: Date;
  event: string;
  /** Empty where the viewer may not see it. */
  ipAddress: string;
  /** The admin who caused the event. Without a name, their account was deleted. */
  actor: { id: string; username?: string } | null;
  /** What an admin noted with it. */
  note?: string;
};

/**
 * Lists the audit events about a user, newest first, one page at a time. Only who may see the audit log is told the IP
 * addresses of admins and managers.
 *
 * @param viewer who looks at them
 * @param before the id of an event of the user, to list only those before it; any other value is ignored
 * @returns the page and, if there are more events, `next`: the `before` of the next page
 */
export async function listUserEvents(
  userId: string,
  viewer: Pick<Person, "role">,
  before?: unknown,
): Promise<{ events: UserEvent[]; next?: string }> {
  if (!isUuid(userId)) return { events: [] };
  const cursor =
    typeof before === "string" && isUuid(before)
      ? await db().auditEvent.findFirst({
          where: { id: before, userId },
          select: { id: true, createdAt: true },
        })
      : null;
  const rows = await db().auditEvent.findMany({
    where: {
      userId,
      ...(cursor && {
        OR: [{ createdAt: { lt: cursor.createdAt } }, { createdAt: cursor.createdAt, id: { lt: cursor.id } }],
      }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: PAGE_SIZE + 1,
    select: { id: true, event: true, ...DETAIL_COLUMNS, ipAddress: true, actorId: true, createdAt: true },
  });
  const page = rows.slice(0, PAGE_SIZE);
  const names = await usernamesOf(page.flatMap(({ actorId }) => actorId ?? []));
  const subject = await db().user.findUnique({ where: { id: userId }, select: { role: true } });
  const isHidden = (actorId: string | null) =>
    !seesAddressesOf(viewer, actorId ? "admin" : (subject?.role ?? "user"));
  const next = rows.length > PAGE_SIZE ? page.at(-1)?.id : undefined;
  const events = page.map(({ id, event, ipAddress, actorId, createdAt, ...stored }) => {
    const details = detailsOf(stored);
    const username = actorId ? names.get(actorId) : undefined;
    const { note } = details as { note?: string };
    return {
      id,
      event,
      ipAddress: isHidden(actorId) ? "" : ipAddress,
      at: createdAt,
      ...describeEvent(event, details),
      actor: actorId ? { id: actorId, ...(username && { username }) } : null,
      ...(note && { note }),
    };
  });
  return { events, ...(next && { next }) };
}
