import { nameActor } from "@/lib/audit/name-actor";
import { db } from "@/lib/database/client";
import { type SafeUser, safeUser } from "@/lib/database/safe-user";
import type { Prisma, SessionKind } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import { log } from "@/lib/observability/log";
import { type ActiveSession, findSession, isSecondFactorMissing } from "./session";

const MINUTE_MS = 60 * 1000;
/** How long an impersonation lasts, unless the admin stops it. */
export const IMPERSONATION_MINUTES = 30;

/** Whoever can be impersonated: somebody without a role, who could log in. Checked at each request. */
const impersonable = {
  role: "user",
  emailVerified: true,
  suspendedAt: null,
  deleteAfter: null,
} satisfies Prisma.UserWhereInput;

/** Who impersonates the user of a session, and until when. */
export type Impersonation = { admin: SafeUser; endsAt: Date };

/** Logs that a change was refused to an admin because they impersonate somebody. */
export function logRefusal({ admin }: Impersonation, { userId, requestId }: LoggedReader): void {
  log.info({ event: "impersonation_refused", requestId, actorId: admin.id, userId });
}

type LoggedReader = { userId: string; requestId: string };

/**
 * The session of an admin who impersonates somebody: `user` is that person. Its type isn't that of a session in which
 * something can be changed, so that no use case that changes something accepts it.
 */
export type ImpersonatedSession = Omit<ActiveSession, "impersonation"> & {
  impersonation: Impersonation;
  /** The admin, whom every event that is recorded names as its actor. */
  actorId: string;
};

/** The session that a request was made in. */
export type RequestSession = ActiveSession | ImpersonatedSession;

/**
 * Finds the session of a token as `findSession` does, for a request. While its owner impersonates somebody, the rights are
 * those of that person, without any change. An impersonation whose time is up, or whose person may not be impersonated
 * anymore, ends here: the session is its owner's again.
 *
 * @param ipAddress as in `findSession`
 */
export async function findRequestSession(
  token: string,
  kind: SessionKind,
  ipAddress?: string,
): Promise<RequestSession | undefined> {
  const session = await findSession(token, kind, ipAddress);
  if (!session?.impersonates) return session;
  const { impersonates, ...own } = session;
  const person = await findPerson(impersonates.userId, impersonates.endsAt, own);
  if (!person) {
    await db().session.updateMany({
      where: { id: own.sessionId, impersonationEndsAt: impersonates.endsAt },
      data: NOBODY,
    });
    return own;
  }
  const { twoFactorSince, ...user } = person;
  return {
    ...own,
    user,
    twoFactorSince,
    deviceId: null,
    actorId: own.user.id,
    impersonation: { admin: own.user, endsAt: impersonates.endsAt },
  };
}

async function findPerson(id: string, endsAt: Date, own: ActiveSession) {
  if (endsAt.getTime() <= Date.now() || isSecondFactorMissing(own)) return null;
  return db().user.findFirst({
    where: { id, ...impersonable },
    select: { ...safeUser, twoFactorSince: true },
  });
}

/**
 * Ends impersonations whose time is up, in sessions that haven't been used since, so that their end is recorded.
 *
 * @returns their number
 */
export async function endExpiredImpersonations(): Promise<number> {
  const { count } = await db().session.updateMany({
    where: { impersonationEndsAt: { lte: new Date() } },
    data: NOBODY,
  });
  return count;
}

const NOBODY = { impersonatedUserId: null, impersonationEndsAt: null };

/**
 * Lets an admin impersonate somebody in the session that they act in. Must be called under the lock of the admin, after
 * it was checked that they may.
 *
 * @returns when it ends; `undefined` if they impersonate somebody in it already
 */
export async function startImpersonation(
  transaction: Prisma.TransactionClient,
  { sessionId, adminId, userId }: { sessionId: string; adminId: string; userId: string },
): Promise<Date | undefined> {
  const now = new Date();
  const impersonationEndsAt = new Date(now.getTime() + IMPERSONATION_MINUTES * MINUTE_MS);
  const { count } = await transaction.session.updateMany({
    where: {
      id: sessionId,
      userId: adminId,
      OR: [{ impersonatedUserId: null }, { impersonationEndsAt: { lte: now } }],
    },
    data: { impersonatedUserId: userId, impersonationEndsAt },
  });
  return count > 0 ? impersonationEndsAt : undefined;
}

/**
 * Ends the impersonation in a session, if there is one. A trigger records the event.
 *
 * @returns whether there was one
 */
export async function stopImpersonation(session: RequestSession & RequestContext): Promise<boolean> {
  const { sessionId, impersonation, ipAddress, requestId, userAgent } = session;
  if (!impersonation) return false;
  const userId = impersonation.admin.id;
  return db().$transaction(async (transaction) => {
    await nameActor(transaction, { userId, sessionId, ipAddress, requestId, userAgent });
    const { count } = await transaction.session.updateMany({
      where: { id: sessionId, impersonationEndsAt: impersonation.endsAt },
      data: NOBODY,
    });
    return count > 0;
  });
}
