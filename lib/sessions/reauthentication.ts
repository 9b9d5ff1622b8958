import { recordEvent } from "@/lib/audit/record-event";
import { isPasswordQueueFull, OVERLOADED, overloadedFailure, verifyPassword } from "@/lib/crypto/password";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { progressiveLimits, resetProgressiveLimits } from "@/lib/rate-limit/progressive-limits";
import { takeRateLimits } from "@/lib/rate-limit/rate-limit";
import { err, ok, type Result } from "@/lib/result";
import type { Actor } from "./current-user";
import { type NewSession, renewSession, requireActiveSession } from "./session";

const MINUTE_MS = 60 * 1000;
/**
 * How long an authentication counts as recent, so that the password is not requested again. OWASP ASVS 7.5.1.
 */
const RECENT_MS = 10 * MINUTE_MS;

/** Returns whether the session was authenticated with the password in the last 10 minutes. */
export function hasRecentAuthentication({ authenticatedAt }: Pick<Actor, "authenticatedAt">): boolean {
  return authenticatedAt.getTime() > Date.now() - RECENT_MS;
}

/**
 * Verifies the actor's current password. The session is not changed: after a success, the use case renews it in the
 * transaction of its change, so that the token is replaced only if the change is made.
 *
 * @param field the form field that the error is reported for
 * @returns the hash that the password matched
 */
export async function verifyCurrentPassword(
  password: string,
  actor: Actor,
  field: string,
): Promise<Result<string>> {
  const { userId } = actor;
  // Checked before the rate limits, so that an attempt refused because of overload doesn't count against them.
  if (isPasswordQueueFull()) return err(OVERLOADED);
  const attempt = await takeRateLimits(progressiveLimits(attemptsOf(userId)));
  if (attempt.retryAfterSeconds > 0)
    return err({ code: "rate_limited", retryAfterSeconds: attempt.retryAfterSeconds });
  const checked = await checkPassword(userId, password).catch(async (error: unknown) => {
    await attempt.refund();
    return overloadedFailure(error);
  });
  if ("code" in checked) return err(checked);
  if (!checked.isCorrect) {
    const event = field === "current_password" ? "authn_password_change_fail" : "authz_fail";
    await db().$transaction((transaction) => recordEvent(transaction, actor, event, {}));
    return err({ code: "invalid", errors: { [field]: ["incorrect_password"] } });
  }
  await resetPasswordAttempts(userId);
  return ok(checked.passwordHash);
}

async function checkPassword(userId: string, password: string) {
  const stored = await db().user.findUnique({
    where: { id: userId },
    select: { passwordHash: true, passwordPepper: true },
  });
  const isCorrect = await verifyPassword(password, stored ?? undefined);
  return { isCorrect: isCorrect && stored !== null, passwordHash: stored?.passwordHash ?? "" };
}

/** How the actor has authenticated for a sensitive action. */
export type Reauthentication = {
  /** Whether the password was verified for this action, so that the session gets a new token. */
  wasVerified: boolean;
};

/**
 * Requires the current password, unless the session was authenticated in the last 10 minutes.
 *
 * The use case then passes the result to {@link confirmSession} in the transaction of its change.
 */
export async function requireReauthentication(
  password: string | undefined,
  actor: Actor,
): Promise<Result<Reauthentication>> {
  if (hasRecentAuthentication(actor)) return ok({ wasVerified: false });
  if (!password) return err({ code: "invalid", errors: { password: ["password_needed"] } });
  const verified = await verifyCurrentPassword(password, actor, "password");
  return verified.ok ? ok({ wasVerified: true }) : verified;
}

/**
 * Checks inside a transaction that the session is still active, and replaces its token if the actor has authenticated
 * again.
 *
 * @returns the session with its new token, if it has one
 * @throws {SessionExpiredError} if the session was revoked while the request was being processed
 */
export async function confirmSession(
  transaction: Prisma.TransactionClient,
  actor: Actor,
  { wasVerified }: Reauthentication,
): Promise<NewSession | undefined> {
  if (wasVerified) return renewSession(transaction, actor);
  await requireActiveSession(transaction, actor);
  return undefined;
}

const attemptsOf = (userId: string) => `own ${userId}`;

/**
 * Resets the failed attempts at the current password. Called after a correct one and after a password reset.
 */
export function resetPasswordAttempts(userId: string): Promise<void> {
  return resetProgressiveLimits(attemptsOf(userId));
}
