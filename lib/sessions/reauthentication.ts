import { recordEvent } from "@/lib/audit/record-event";
import { overloadedFailure, verifyPassword } from "@/lib/crypto/password";
import { db } from "@/lib/database/client";
import { progressiveLimits, resetProgressiveLimits } from "@/lib/rate-limit/progressive-limits";
import { consumeRateLimits } from "@/lib/rate-limit/rate-limit";
import { err, type Failure, ok, type Result } from "@/lib/result";
import type { Actor } from "./current-user";

const MINUTE_MS = 60 * 1000;
/** For how long after a password was asked for it is not asked for again. OWASP ASVS 7.5.1. */
const RECENT_MS = 10 * MINUTE_MS;

export const WRONG_PASSWORD = "This is not your password.";
const NEEDED = "Please enter your password again.";

/** Whether the password was asked for lately in this session. */
export function hasRecentAuthentication({ authenticatedAt }: Pick<Actor, "authenticatedAt">): boolean {
  return authenticatedAt.getTime() > Date.now() - RECENT_MS;
}

/**
 * Holds a password against the actor's own. The session counts as recent afterwards.
 *
 * @param field where the failure is to be flash
 * @returns the hash that it was held against
 */
export async function verifyCurrentPassword(
  password: string,
  actor: Actor,
  field: string,
): Promise<Result<string>> {
  const { userId, sessionId } = actor;
  const retryAfterSeconds = await consumeRateLimits(progressiveLimits(attemptsOf(userId)));
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });
  const known = await db().user.findUnique({
    where: { id: userId },
    select: { passwordHash: true, passwordPepper: true },
  });
  try {
    if (!(await verifyPassword(password, known ?? undefined)) || !known) {
      const event = field === "current_password" ? "authn_password_change_fail" : "authz_fail";
      await db().$transaction((transaction) => recordEvent(transaction, actor, event, {}));
      return err({ code: "invalid", errors: { [field]: [WRONG_PASSWORD] } });
    }
  } catch (error) {
    return err(overloadedFailure(error));
  }
  await resetPasswordAttempts(userId);
  await db().session.updateMany({ where: { id: sessionId }, data: { authenticatedAt: new Date() } });
  return ok(known.passwordHash);
}

/** Asks for the password, unless it was asked for in the last ten minutes. */
export async function requireReauthentication(
  password: string | undefined,
  actor: Actor,
): Promise<Failure | undefined> {
  if (hasRecentAuthentication(actor)) return undefined;
  if (!password) return { code: "invalid", errors: { password: [NEEDED] } };
  const checked = await verifyCurrentPassword(password, actor, "password");
  return checked.ok ? undefined : checked.failure;
}

const attemptsOf = (userId: string) => `own ${userId}`;

/** Resets the attempts to confirm one's own password, after the right or a new one. */
export function resetPasswordAttempts(userId: string): Promise<void> {
  return resetProgressiveLimits(attemptsOf(userId));
}
