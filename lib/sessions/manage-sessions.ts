import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { err, type NotFound, ok, type Result } from "@/lib/result";
import { isUuid } from "@/lib/schemas/uuid";
import type { Actor } from "./current-user";
import { requireActiveSession, revokeSessions } from "./session";
import { activeSessions } from "./session-lifetimes";

/** A session as shown to its owner. */
export type ListedSession = {
  id: string;
  kind: "cookie" | "bearer";
  isCurrent: boolean;
  ipAddress: string;
  createdAt: Date;
  lastSeenAt: Date;
  /** How the user has authenticated in it, as in RFC 8176. */
  amr: string[];
  deviceId: string | null;
  device: { name: string; browser: string; os: string } | null;
};

/** Lists the actor's active sessions: the current one first, then the others by most recent activity. */
export async function listSessions({
  userId,
  sessionId,
}: Pick<Actor, "userId" | "sessionId">): Promise<ListedSession[]> {
  const sessions = await db().session.findMany({
    where: { userId, ...activeSessions() },
    orderBy: { lastSeenAt: "desc" },
    select: {
      id: true,
      kind: true,
      ipAddress: true,
      createdAt: true,
      lastSeenAt: true,
      amr: true,
      deviceId: true,
      device: { select: { name: true, browser: true, os: true } },
    },
  });
  return sessions
    .map((session) => ({ ...session, isCurrent: session.id === sessionId }))
    .sort((left, right) => Number(right.isCurrent) - Number(left.isCurrent));
}

/** Revokes one of the actor's sessions. */
export async function revokeSession(id: string, actor: Actor): Promise<Result<undefined, NotFound>> {
  if (!isUuid(id)) return err({ code: "not_found" });
  const count = await revoke(actor, { id });
  return count > 0 ? ok(undefined) : err({ code: "not_found" });
}

/**
 * Revokes all of the actor's sessions except the current one.
 *
 * @returns the number of revoked sessions
 */
export function revokeOtherSessions(actor: Actor): Promise<number> {
  return revoke(actor, { id: { not: actor.sessionId } });
}

function revoke(actor: Actor, where: Prisma.SessionWhereInput): Promise<number> {
  return db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    return revokeSessions(transaction, actor, "revoked", where);
  });
}
