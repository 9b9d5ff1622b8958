import { type AuditActor, type AuditClient, recordEvent } from "@/lib/audit/record-event";
import { env } from "@/lib/config/env";
import { deriveToken, randomToken, sha256 } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import { type SafeUser, safeUser } from "@/lib/database/safe-user";
import type { Prisma, Role, SessionKind } from "@/lib/generated/prisma/client";
import { SessionExpiredError } from "@/lib/result";
import { revokePendingTokens } from "@/lib/tokens/consume-token";
import { cancelJobsOfEndedSessions } from "./cancel-bulk-jobs";
import { activeSessions, maxAgeMs } from "./session-lifetimes";

const MINUTE_MS = 60 * 1000;
/** The number of sessions that an account may have. */
const MAX_SESSIONS = 50;
/** The precision of `lastSeenAt`. It is not updated on every request, to save writes. */
const LAST_SEEN_INTERVAL_MS = 5 * MINUTE_MS;

/** A new session with its token. The database stores only the hash of the token. */
export type NewSession = {
  id: string;
  token: string;
  expiresAt: Date;
  /** The new value of the device cookie, by which the browser is recognized at its next login. */
  deviceToken?: string | undefined;
};

/** An active session and its user. */
export type ActiveSession = {
  user: SafeUser;
  sessionId: string;
  /** SHA-256 of the token that the request was made with. */
  tokenHash: Uint8Array<ArrayBuffer>;
  /** When the user last authenticated in this session, and how. */
  authenticatedAt: Date;
  amr: string[];
  aal: number;
  /** When the user turned two-factor authentication on; null while it is off. */
  twoFactorSince: Date | null;
  deviceId: string | null;
  /** Whom the user impersonates in this session, if they do. See `findRequestSession`. */
  impersonates?: { userId: string; endsAt: Date };
  /** Never set: somebody's own session isn't that of an admin who impersonates them. */
  impersonation?: undefined;
};

/** How a user has authenticated. */
export type Authentication = {
  /** The methods, as in RFC 8176: `pwd`, `otp`, `recovery`, `hwk` or `swk` (a passkey), `user`, `mfa`. */
  amr: string[];
  /** The authenticator assurance level (NIST SP 800-63B): 1, or 2 with a second factor. */
  aal: 1 | 2;
};

/**
 * Creates a session and returns it with its token. Removes the sessions of the user that were unused for longest, beyond
 * the number that an account may have. Must be called under `lockUser`.
 */
export async function createSession(
  transaction: Prisma.TransactionClient,
  session: { userId: string; kind: SessionKind; ipAddress: string; deviceId: string } & Authentication,
  role: Role,
): Promise<NewSession> {
  const token = randomToken();
  const expiresAt = new Date(Date.now() + maxAgeMs(role));
  const { id } = await transaction.session.create({
    data: { ...session, tokenHash: sha256(token), expiresAt },
    select: { id: true },
  });
  const surplus = await transaction.session.findMany({
    where: { userId: session.userId },
    orderBy: [{ lastSeenAt: "desc" }, { createdAt: "desc" }],
    skip: MAX_SESSIONS,
    select: { id: true },
  });
  if (surplus.length > 0) {
    await transaction.session.deleteMany({ where: { id: { in: surplus.map((old) => old.id), not: id } } });
  }
  return { id, token, expiresAt };
}

/**
 * Finds the active session of a token. Returns `undefined` if the token is unknown, revoked, expired or idle for too long,
 * if the user is suspended, or if the session is of the other kind. A cookie, which a browser sends by itself, must not
 * work as a bearer token, and vice versa. Requests use `findRequestSession`: here, the user is the owner of the session,
 * also while they impersonate somebody.
 *
 * @param ipAddress stored with the time of the last activity, when that is updated
 */
export async function findSession(
  token: string,
  kind: SessionKind,
  ipAddress?: string,
): Promise<ActiveSession | undefined> {
  const tokenHash = sha256(token);
  const session = await db().session.findFirst({
    where: { tokenHash, kind, ...activeSessions(), user: { suspendedAt: null } },
    select: {
      id: true,
      lastSeenAt: true,
      authenticatedAt: true,
      amr: true,
      aal: true,
      deviceId: true,
      impersonatedUserId: true,
      impersonationEndsAt: true,
      user: { select: { ...safeUser, twoFactorSince: true } },
    },
  });
  if (!session) return undefined;
  const now = new Date();
  if (session.lastSeenAt.getTime() < now.getTime() - LAST_SEEN_INTERVAL_MS) {
    await db().session.updateMany({
      where: { id: session.id },
      data: { lastSeenAt: now, ...(ipAddress && { ipAddress }) },
    });
    if (session.deviceId) {
      await db().device.updateMany({ where: { id: session.deviceId }, data: { lastSeenAt: now } });
    }
  }
  const { id: sessionId, authenticatedAt, amr, aal, deviceId, impersonatedUserId: userId } = session;
  const { twoFactorSince, ...user } = session.user;
  const found = { user, sessionId, tokenHash, authenticatedAt, amr, aal, twoFactorSince, deviceId };
  const endsAt = session.impersonationEndsAt;
  return userId && endsAt ? { ...found, impersonates: { userId, endsAt } } : found;
}

/** Returns whether the user's role requires a second factor and they have none. */
export function isSecondFactorMissing({
  user,
  twoFactorSince,
}: Pick<ActiveSession, "user" | "twoFactorSince">): boolean {
  return twoFactorSince === null && env().MFA_REQUIRED_FOR.includes(user.role);
}

/** The session that a request was made in. */
type CurrentSession = Pick<ActiveSession, "sessionId" | "tokenHash"> & { userId: string };

/**
 * Checks inside a transaction that the session still exists, for changes that must not be made by a session
 * that was revoked while the request was being processed, nor with a token that a password change replaced. The session of
 * an admin who impersonates the user isn't one of the user.
 *
 * @throws {SessionExpiredError} if it was; the next request is redirected to the login page
 */
export async function requireActiveSession(
  transaction: Prisma.TransactionClient,
  { sessionId, userId, tokenHash }: CurrentSession,
): Promise<void> {
  await lockUser(transaction, userId);
  const tokens = [tokenHash, sha256(renewedToken(tokenHash))];
  const where = { id: sessionId, userId, tokenHash: { in: tokens } };
  const active = await transaction.session.count({ where });
  if (active === 0) throw new SessionExpiredError();
}

/**
 * Replaces the token of the session after the user has authenticated again in it. The old token stops working
 * (OWASP ASVS 7.2.4); the session keeps its id and its expiry.
 *
 * The new token is derived from the old one with a secret key, so that concurrent requests of a session that
 * authenticate again all return the same token, which works in whatever order their responses arrive.
 *
 * @throws {SessionExpiredError} as {@link requireActiveSession} does
 */
export async function renewSession(
  transaction: Prisma.TransactionClient,
  session: CurrentSession,
  authentication: Authentication,
): Promise<NewSession> {
  await requireActiveSession(transaction, session);
  const authenticated = { authenticatedAt: new Date(), ...authentication };
  return replaceToken(transaction, session, renewedToken(session.tokenHash), authenticated);
}

/**
 * Replaces the token of the session after a password change. Unlike {@link renewSession}, this also ends the token of
 * a request that authenticated with the old password at the same time. With a second factor, the password alone is no new
 * authentication.
 *
 * @throws {SessionExpiredError} as {@link requireActiveSession} does
 */
export async function restartSession(
  transaction: Prisma.TransactionClient,
  session: CurrentSession & Pick<ActiveSession, "twoFactorSince">,
): Promise<NewSession> {
  await requireActiveSession(transaction, session);
  return replaceToken(
    transaction,
    session,
    randomToken(),
    session.twoFactorSince ? {} : { authenticatedAt: new Date() },
  );
}

function renewedToken(tokenHash: Uint8Array): string {
  return deriveToken("renewed-session", Buffer.from(tokenHash).toString("base64url"));
}

async function replaceToken(
  transaction: Prisma.TransactionClient,
  { sessionId: id }: CurrentSession,
  token: string,
  authentication: Partial<Authentication & { authenticatedAt: Date }>,
): Promise<NewSession> {
  const { expiresAt } = await transaction.session.update({
    where: { id },
    data: { tokenHash: sha256(token), ...authentication },
    select: { expiresAt: true },
  });
  return { id, token, expiresAt };
}

/** Revokes the session of a token, if there is one, when its user logs out. */
export async function revokeSessionToken(token: string, client: AuditClient): Promise<void> {
  await db().$transaction(async (transaction) => {
    const session = await transaction.session.findUnique({
      where: { tokenHash: sha256(token) },
      select: { id: true, userId: true },
    });
    if (!session) return;
    const { ipAddress, requestId, userAgent } = client;
    const actor = { userId: session.userId, sessionId: session.id, ipAddress, requestId, userAgent };
    await revokeSessions(transaction, actor, "logout", { id: session.id });
  });
}

/**
 * Revokes the user's sessions that match a filter, and records an audit event. Unless the user logs out, this also
 * cancels a pending email change and bulk jobs, because one of the revoked sessions may have started them.
 *
 * @param where a filter on the sessions of `actor`; an empty one matches all of them
 * @returns the number of revoked sessions
 */
export async function revokeSessions(
  transaction: Prisma.TransactionClient,
  actor: AuditActor,
  reason: "logout" | "revoked" | "reported",
  where: Prisma.SessionWhereInput,
): Promise<number> {
  const { userId } = actor;
  await lockUser(transaction, userId);
  const { count } = await transaction.session.deleteMany({ where: { ...where, userId } });
  // Also if none is left: whoever used a session may have logged out after starting a job in it.
  if (reason !== "logout") await cancelJobsOfEndedSessions(transaction, actor);
  if (count === 0) return 0;
  if (reason !== "logout") await revokePendingTokens(transaction, userId, ["confirm_email_change"]);
  await recordEvent(transaction, actor, "session_expired", { reason, sessions: count });
  return count;
}
