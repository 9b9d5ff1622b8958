import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { fail, type Result, succeed } from "@/lib/result";
import type { NotFound } from "@/lib/schemas/uuid";
import { isId } from "@/lib/schemas/uuid";
import type { Actor } from "./current-user";
import { endSessions, openSessions, requireOpenSession } from "./session";

/** A session as its owner sees it. */
export type ListedSession = {
  id: string;
  kind: "cookie" | "bearer";
  isCurrent: boolean;
  client: string;
  createdAt: Date;
  lastSeenAt: Date;
  device: { name: string; browser: string; os: string } | null;
};

/** Where the actor is logged in: this session first, then the others by when they were last seen. */
export async function listSessions({ userId, sessionId }: Actor): Promise<ListedSession[]> {
  const sessions = await db().session.findMany({
    where: { userId, ...openSessions() },
    orderBy: { lastSeenAt: "desc" },
    select: {
      id: true,
      kind: true,
      client: true,
      createdAt: true,
      lastSeenAt: true,
      device: { select: { name: true, browser: true, os: true } },
    },
  });
  return sessions
    .map((session) => ({ ...session, isCurrent: session.id === sessionId }))
    .sort((left, right) => Number(right.isCurrent) - Number(left.isCurrent));
}

/** Ends one of the actor's sessions. */
export async function endOwnSession(id: string, actor: Actor): Promise<Result<undefined, NotFound>> {
  if (!isId(id)) return fail({ code: "not_found" });
  const count = await end(actor, { id });
  return count > 0 ? succeed(undefined) : fail({ code: "not_found" });
}

/** Ends every session of the actor but the one that asks; returns how many there were. */
export function endOtherSessions(actor: Actor): Promise<number> {
  return end(actor, { id: { not: actor.sessionId } });
}

function end(actor: Actor, which: Prisma.SessionWhereInput): Promise<number> {
  return db().$transaction(async (transaction) => {
    await requireOpenSession(transaction, actor);
    return endSessions(transaction, actor, "ended", which);
  });
}
