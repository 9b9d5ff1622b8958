import { type AuditActor, recordEvent } from "@/lib/audit/record-event";
import { env } from "@/lib/config/env";
import { randomToken, sha256 } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import { type SafeUser, safeUser } from "@/lib/database/safe-user";
import type { Prisma, SessionKind } from "@/lib/generated/prisma/client";
import { SessionExpiredError } from "@/lib/result";
import { revokePendingTokens } from "@/lib/tokens/consume-token";

const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How exactly it is kept when a session was last seen: a write a request would be too many. */
const SEEN_EVERY_MS = 5 * MINUTE_MS;

/** A session as its bearer gets it; the database has only the token's hash. */
export type NewSession = {
  id: string;
  token: string;
  expiresAt: Date;
  /** What its browser is to keep from now on, so as to be known again. */
  deviceToken?: string | undefined;
};

/** A session that is open, and whose it is. */
export type ActiveSession = {
  user: SafeUser;
  sessionId: string;
  /** When the password was last asked for in it. */
  authenticatedAt: Date;
  deviceId: string | null;
};

/** Opens a session under a token that did not exist before. */
export async function createSession(
  transaction: Prisma.TransactionClient,
  session: { userId: string; kind: SessionKind; ipAddress: string; deviceId: string },
): Promise<NewSession> {
  const token = randomToken();
  const expiresAt = new Date(Date.now() + env().SESSION_MAX_AGE_DAYS * DAY_MS);
  const { id } = await transaction.session.create({
    data: { ...session, tokenHash: sha256(token), expiresAt },
    select: { id: true },
  });
  return { id, token, expiresAt };
}

/** The sessions that are neither too old nor too long unused. */
export function activeSessions(): Prisma.SessionWhereInput {
  const now = Date.now();
  return {
    expiresAt: { gt: new Date(now) },
    lastSeenAt: { gt: new Date(now - env().SESSION_IDLE_DAYS * DAY_MS) },
  };
}

/**
 * The session that a token opens; `undefined` where it is unknown, ended, too old, too long unused, or of
 * the other kind: what a browser sends by itself must not do what a program has to ask for. EmptyState who is
 * suspended has one.
 *
 * @param client from where it is used, which is kept with when it was last seen
 */
export async function findSession(
  token: string,
  kind: SessionKind,
  ipAddress?: string,
): Promise<ActiveSession | undefined> {
  const session = await db().session.findFirst({
    where: { tokenHash: sha256(token), kind, ...activeSessions(), user: { suspendedAt: null } },
    select: { id: true, lastSeenAt: true, authenticatedAt: true, deviceId: true, user: { select: safeUser } },
  });
  if (!session) return undefined;
  const now = new Date();
  if (session.lastSeenAt.getTime() < now.getTime() - SEEN_EVERY_MS) {
    await db().session.updateMany({
      where: { id: session.id },
      data: { lastSeenAt: now, ...(ipAddress && { ipAddress }) },
    });
    if (session.deviceId) {
      await db().device.updateMany({ where: { id: session.deviceId }, data: { lastSeenAt: now } });
    }
  }
  const { user, id: sessionId, authenticatedAt, deviceId } = session;
  return { user, sessionId, authenticatedAt, deviceId };
}

/**
 * Asks for a session again in the transaction of what must not be done in one that was just ended.
 *
 * @throws {SessionExpiredError} where it was; the next request is sent to log in
 */
export async function requireActiveSession(
  transaction: Prisma.TransactionClient,
  { sessionId, userId }: { sessionId: string; userId: string },
): Promise<void> {
  await lockUser(transaction, userId);
  if ((await transaction.session.count({ where: { id: sessionId } })) === 0) throw new SessionExpiredError();
}

/** Ends the session of a token, if there is one: its bearer logs out. */
export async function revokeSessionToken(token: string, ipAddress: string): Promise<void> {
  await db().$transaction(async (transaction) => {
    const session = await transaction.session.findUnique({
      where: { tokenHash: sha256(token) },
      select: { id: true, userId: true },
    });
    if (!session) return;
    const actor = { userId: session.userId, sessionId: session.id, ipAddress };
    await revokeSessions(transaction, actor, "logout", { id: session.id });
  });
}

/**
 * Ends those of somebody's sessions, and writes it down. A change of address that was asked for is off: whoever
 * was logged in there may have asked for it.
 *
 * @returns how many sessions there were
 */
export async function revokeSessions(
  transaction: Prisma.TransactionClient,
  actor: AuditActor,
  reason: "logout" | "ended" | "reported",
  which: Prisma.SessionWhereInput,
): Promise<number> {
  const { userId } = actor;
  await lockUser(transaction, userId);
  const { count } = await transaction.session.deleteMany({ where: { ...which, userId } });
  if (count === 0) return 0;
  if (reason !== "logout") await revokePendingTokens(transaction, userId, ["confirm_email_change"]);
  await recordEvent(transaction, actor, "session_expired", { reason, sessions: count });
  return count;
}

/** Forgets the sessions that are too old, or too long unused; returns how many there were. */
export async function deleteExpiredSessions(): Promise<number> {
  const { count } = await db().session.deleteMany({ where: { NOT: activeSessions() } });
  return count;
}
