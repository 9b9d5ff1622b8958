import { recordEvent } from "@/lib/audit/record-event";
import { overloadedFailure, verifyPassword } from "@/lib/crypto/password";
import { db } from "@/lib/database/client";
import { progressiveLimits, resetProgressiveLimits } from "@/lib/rate-limit/progressive-limits";
import { consumeRateLimits } from "@/lib/rate-limit/rate-limit";
import { err, type Failure, ok, type Result } from "@/lib/result";
import type { Actor } from "./current-user";

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
 * Verifies the actor's current password. On success the session counts as recently authenticated.
 *
 * @param field the form field that the error is reported for
 * @returns the hash that the password matched
 */
export async function verifyCurrentPassword(
  password: string,
  actor: Actor,
  field: string,
): Promise<Result<string>> {
  const { userId, sessionId } = actor;
  const retryAfterSeconds = await consumeRateLimits(progressiveLimits(attemptsOf(userId)));
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });
  const stored = await db().user.findUnique({
    where: { id: userId },
    select: { passwordHash: true, passwordPepper: true },
  });
  try {
    if (!(await verifyPassword(password, stored ?? undefined)) || !stored) {
      const event = field === "current_password" ? "authn_password_change_fail" : "authz_fail";
      await db().$transaction((transaction) => recordEvent(transaction, actor, event, {}));
      return err({ code: "invalid", errors: { [field]: ["incorrect_password"] } });
    }
  } catch (error) {
    return err(overloadedFailure(error));
  }
  await resetPasswordAttempts(userId);
  await db().session.updateMany({ where: { id: sessionId }, data: { authenticatedAt: new Date() } });
  return ok(stored.passwordHash);
}

/** Requires the current password, unless the session was authenticated in the last 10 minutes. */
export async function requireReauthentication(
  password: string | undefined,
  actor: Actor,
): Promise<Failure | undefined> {
  if (hasRecentAuthentication(actor)) return undefined;
  if (!password) return { code: "invalid", errors: { password: ["password_needed"] } };
  const verified = await verifyCurrentPassword(password, actor, "password");
  return verified.ok ? undefined : verified.failure;
}

const attemptsOf = (userId: string) => `own ${userId}`;

/**
 * Resets the failed attempts at the current password. Called after a correct one and after a password reset.
 */
export function resetPasswordAttempts(userId: string): Promise<void> {
  return resetProgressiveLimits(attemptsOf(userId));
}
