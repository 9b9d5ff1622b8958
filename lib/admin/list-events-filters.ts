import { isIP } from "node:net";
import { eventsIn } from "@/lib/account/activity-categories";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { canonicalEmail } from "@/lib/schemas/email";
import { canonicalUsername } from "@/lib/schemas/username";
import { isUuid } from "@/lib/schemas/uuid";
import type { ListEventsQuery } from "./list-events-query";
import { searchFilter } from "./list-users-filters";

type Filter = Prisma.AuditEventWhereInput;

const DAY_MS = 24 * 60 * 60 * 1000;
/** How many people a search looks for, the newest first. */
const MAX_PEOPLE = 100;
/** An IPv6 address is recorded as its /64 network. */
const NETWORK_SUFFIX = /\/\d{1,3}$/;

/** Returns the conditions for the events that match the search and the filters. */
export async function eventFilters(query: ListEventsQuery): Promise<Filter[]> {
  const { q, category, event, actor, subject, ip, from, to } = query;
  const [found, acting, concerned] = await Promise.all([
    q ? searchEvents(q) : undefined,
    actor ? idOfPerson(actor) : undefined,
    subject ? idOfPerson(subject) : undefined,
  ]);
  return [
    ...(found ? [found] : []),
    ...(category ? [eventsIn(category)] : []),
    ...(event ? [{ event }] : []),
    ...(acting ? [causedBy(acting)] : []),
    ...(concerned ? [{ userId: concerned }] : []),
    ...(ip ? [{ ipAddress: ip }] : []),
    ...(from ? [{ createdAt: { gte: new Date(from) } }] : []),
    ...(to ? [{ createdAt: { lt: endOf(to) } }] : []),
  ];
}

/** Events without an actor were caused by their subject. */
const causedBy = (id: string): Filter => ({
  OR: [{ actorId: id }, { actorId: null, userId: id, event: { not: "authn_login_fail" } }],
});

/** The end of a day, in UTC, or a moment. */
function endOf(to: string): Date {
  const end = new Date(to);
  return to.includes("T") ? end : new Date(end.getTime() + DAY_MS);
}

/** Finds events by the id of anything in them, by address, or by any part of the name or email address of a person. */
async function searchEvents(q: string): Promise<Filter> {
  if (isUuid(q)) return { OR: [{ id: q }, { userId: q }, { actorId: q }, { requestId: q.toLowerCase() }] };
  if (isIP(q.replace(NETWORK_SUFFIX, ""))) return { ipAddress: q };
  const people = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM users WHERE ${searchFilter(q)} ORDER BY created_at DESC, id DESC LIMIT ${MAX_PEOPLE}`;
  const ids = { in: people.map(({ id }) => id) };
  return { OR: [{ userId: ids }, { actorId: ids }] };
}

/** An id that no account has, so that an unknown person finds nothing. */
const NOBODY = "00000000-0000-4000-8000-000000000000";

/** Returns the id of a person that is named by id, username or email address. A deleted account has only its id. */
async function idOfPerson(name: string): Promise<string> {
  if (isUuid(name)) return name;
  const user = await db().user.findFirst({
    where: { OR: [{ usernameCanonical: canonicalUsername(name) }, { emailCanonical: canonicalEmail(name) }] },
    select: { id: true },
  });
  return user?.id ?? NOBODY;
}
