import { randomToken, sha256 } from "../crypto/secrets";
import { db } from "../db";
import type { SessionKind } from "../generated/prisma/client";
import { type SafeUser, safeUser } from "./safe-user";

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
const LONGEST_UNUSED_MS = 30 * DAY_MS;
const LONGEST_MS = 90 * DAY_MS;

/** A session as its bearer gets it; the database has only the token's hash. */
export type NewSession = { token: string; expiresAt: Date };

/** Opens a session under a token that did not exist before. */
export async function createSession(userId: string, kind: SessionKind): Promise<NewSession> {
  const token = randomToken();
  const expiresAt = new Date(Date.now() + LONGEST_MS);
  await db().session.create({
    data: { userId, kind, tokenHash: sha256(token), expiresAt },
    select: { id: true },
  });
  return { token, expiresAt };
}

/**
 * Whose session a token opens; `undefined` where it is unknown, ended, too old, too long unused, or of
 * the other kind: what a browser sends by itself must not do what a program has to ask for.
 */
export async function findSessionUser(token: string, kind: SessionKind): Promise<SafeUser | undefined> {
  const now = Date.now();
  const session = await db().session.findUnique({
    where: {
      tokenHash: sha256(token),
      kind,
      expiresAt: { gt: new Date(now) },
      lastSeenAt: { gt: new Date(now - LONGEST_UNUSED_MS) },
    },
    select: { id: true, lastSeenAt: true, user: { select: safeUser } },
  });
  if (!session) return undefined;
  if (session.lastSeenAt.getTime() < now - HOUR_MS) {
    await db().session.updateMany({ where: { id: session.id }, data: { lastSeenAt: new Date(now) } });
  }
  return session.user;
}

/** Ends the session of a token, if there is one. */
export async function endSession(token: string): Promise<void> {
  await db().session.deleteMany({ where: { tokenHash: sha256(token) } });
}

/** Forgets the sessions that are too old, or too long unused; returns how many there were. */
export async function forgetEndedSessions(): Promise<number> {
  const now = Date.now();
  const { count } = await db().session.deleteMany({
    where: {
      OR: [{ expiresAt: { lte: new Date(now) } }, { lastSeenAt: { lte: new Date(now - LONGEST_UNUSED_MS) } }],
    },
  });
  return count;
}
