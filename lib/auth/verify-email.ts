import { db } from "../db";
import { describeError, log } from "../log";
import type { RequestContext } from "../request";
import { fail, type Result, succeed } from "../result";
import { findVerification, markVerificationUsed } from "./verification-token";

/** Why a token verifies nothing: it already did, or it is unknown, expired, replaced or mangled. */
export type VerificationFailure = { code: "used" } | { code: "unknown" };

type Person = { username: string; email: string };

/** Whose address a token would verify. Changes nothing: mail scanners open every link. */
export async function lookUpVerification(token: string): Promise<Result<Person, VerificationFailure>> {
  const verification = await findVerification(token);
  if (!verification) return fail({ code: "unknown" });
  const user = await db().user.findFirst({
    where: { id: verification.userId, emailCanonical: verification.emailCanonical },
    select: { username: true, email: true, emailVerified: true },
  });
  if (!user) return fail({ code: "unknown" });
  if (verification.used || user.emailVerified) return fail({ code: "used" });
  return succeed({ username: user.username, email: user.email });
}

/**
 * Verifies the address that a token was sent to, once: of any number of presses at the same moment,
 * the one whose update finds the address unverified has used the token. The database decides and
 * Redis is told afterwards, so that a failure in between can lose neither.
 */
export async function verifyEmail(
  token: string,
  context: RequestContext,
): Promise<Result<Person, VerificationFailure>> {
  const verification = await findVerification(token);
  if (!verification) return fail({ code: "unknown" });
  const [user] = await db().user.updateManyAndReturn({
    where: { id: verification.userId, emailCanonical: verification.emailCanonical, emailVerified: false },
    data: { emailVerified: true },
    select: { username: true, email: true },
  });
  if (!user) return fail({ code: "used" });
  log.info({ event: "email_verified", requestId: context.requestId, userId: verification.userId });
  await markVerificationUsed(token, verification).catch((error: unknown) =>
    log.warn({ error: describeError(error), userId: verification.userId }, "used token not marked in Redis"),
  );
  return succeed(user);
}
