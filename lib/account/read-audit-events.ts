import { DETAIL_COLUMNS, detailsOf } from "@/lib/audit/event-details";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { Actor } from "@/lib/sessions/current-user";

const BATCH_SIZE = 1_000;

const storedEvent = {
  id: true,
  event: true,
  ...DETAIL_COLUMNS,
  actorId: true,
  ipAddress: true,
  userAgent: true,
  sessionId: true,
  createdAt: true,
} satisfies Prisma.AuditEventSelect;

type StoredEvent = Prisma.AuditEventGetPayload<{ select: typeof storedEvent }>;

/** Reads all audit events of the user for an export, oldest first. Only one batch is in memory. */
export async function* readAuditEvents({ userId }: Pick<Actor, "userId">, batchSize = BATCH_SIZE) {
  let last: StoredEvent | undefined;
  for (;;) {
    const rows: StoredEvent[] = await db().auditEvent.findMany({
      where: { userId, ...(last && newerThan(last)) },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      take: batchSize,
      select: storedEvent,
    });
    yield rows.map(toExportedEvent);
    last = rows.at(-1);
    if (!last || rows.length < batchSize) return;
  }
}

function newerThan({ id, createdAt }: StoredEvent) {
  return { OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] };
}

/** Leaves out who the admin was who caused an event, and where they were: that is about another person. */
function toExportedEvent({ id: _id, actorId, details, personal, ...event }: StoredEvent) {
  const exported = { ...event, details: detailsOf({ details, personal }), byAdministrator: actorId !== null };
  return actorId ? { ...exported, ipAddress: "", userAgent: "", sessionId: null } : exported;
}
