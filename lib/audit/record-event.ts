import type { Prisma } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import type { AuditDetails, AuditEventName } from "./audit-details";
import { divideDetails } from "./event-details";

export type { AuditDetails, AuditEventName, Change } from "./audit-details";

/** Where an event was caused from. A command has no request. */
export type AuditClient = Pick<RequestContext, "ipAddress"> &
  Partial<Pick<RequestContext, "requestId" | "userAgent">>;

/** Returns what an event records of a request. */
export function auditClient({ ipAddress, requestId, userAgent }: AuditClient): AuditClient {
  return { ipAddress, requestId, userAgent };
}

/** Whose account an event is about, who caused it, and from where. Before login there is no session. */
export type AuditActor = AuditClient & {
  /** The subject of the event: the owner of the account. */
  userId: string;
  /** The admin who acts; not set if the owner does. */
  actorId?: string;
  /** The session of whoever acts. */
  sessionId?: string;
};

/**
 * Records an audit event.
 *
 * @param transaction the transaction that makes the change, so that the change and its event are committed
 *   together
 */
export async function recordEvent<Name extends AuditEventName>(
  transaction: Prisma.TransactionClient,
  { userId, actorId, sessionId, ipAddress, requestId, userAgent }: AuditActor,
  event: Name,
  details: AuditDetails[Name],
): Promise<void> {
  await transaction.auditEvent.create({
    data: {
      userId,
      event,
      ...divideDetails(details),
      ipAddress,
      ...(requestId && { requestId }),
      ...(userAgent && { userAgent }),
      ...(actorId && { actorId }),
      ...(sessionId && { sessionId }),
    },
    select: { id: true },
  });
}
