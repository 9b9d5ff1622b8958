import type { Admission } from "@/lib/crypto/hash-plan";
import { overloadedFailure, overloadOf, verifyPassword } from "@/lib/crypto/password";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { progressiveLimits, resetProgressiveLimits } from "@/lib/rate-limit/progressive-limits";
import { takeRateLimits } from "@/lib/rate-limit/rate-limit";
import { err, ok, type Result } from "@/lib/result";
import type { Actor } from "./current-user";
import { recordFailedConfirmation } from "./record-failed-confirmation";
import { type Authentication, type NewSession, renewSession, requireActiveSession } from "./session";

const MINUTE_MS = 60 * 1000;
/**
 * How long an authentication counts as recent, so that the password is not requested again. OWASP ASVS 7.5.1.
 */
const RECENT_MS = 10 * MINUTE_MS;

type AuthenticatedSession = Pick<Actor, "authenticatedAt" | "aal" | "twoFactorSince">;

/**
 * Returns whether the user has authenticated in this session in the last 10 minutes: with a second factor, if they have
 * one, otherwise with the password.
 */
export function hasRecentAuthentication(session: AuthenticatedSession): boolean {
  const { authenticatedAt, aal, twoFactorSince } = session;
  return (!twoFactorSince || aal >= 2) && authenticatedAt.getTime() > Date.now() - RECENT_MS;
}

/** Returns whether the second factor is needed before a sensitive action: the password alone isn't enough. */
export function needsConfirmation(session: AuthenticatedSession): boolean {
  return session.twoFactorSince !== null && !hasRecentAuthentication(session);
}

/** Returns whether the form of a sensitive action asks for the password. With a second factor, it wouldn't be enough. */
export function needsPassword(session: AuthenticatedSession): boolean {
  return session.twoFactorSince === null && !hasRecentAuthentication(session);
}

/**
 * Verifies the actor's current password. If they have a second factor, it must have been checked recently too. The session is not changed: after a success, the use case renews it in the
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
  if (needsConfirmation(actor)) return err({ code: "confirmation_needed" });
  // Checked before the rate limits, so that an attempt refused because of overload doesn't count against them.
  const overload = await overloadOf(admissionOf(actor));
  if (overload) return err(overload);
  const attempt = await takeRateLimits(progressiveLimits(attemptsOf(userId)));
  if (attempt.retryAfterSeconds > 0)
    return err({ code: "rate_limited", retryAfterSeconds: attempt.retryAfterSeconds });
  const checked = await checkPassword(password, actor).catch(async (error: unknown) => {
    await attempt.refund();
    return overloadedFailure(error);
  });
  if ("code" in checked) return err(checked);
  if (!checked.isCorrect) {
    const event = field === "current_password" ? "authn_password_change_fail" : "authz_fail";
    await recordFailedConfirmation(actor, event);
    return err({ code: "invalid", errors: { [field]: ["incorrect_password"] } });
  }
  await resetPasswordAttempts(userId);
  return ok(checked.passwordHash);
}

/** Returns on whose behalf a password is hashed for someone with a session. */
export function admissionOf({ userId, ipAddress, signal }: Actor): Admission {
  return { standing: "known", purpose: "account", account: userId, client: ipAddress, signal };
}

async function checkPassword(password: string, actor: Actor) {
  const stored = await db().user.findUnique({
    where: { id: actor.userId },
    select: { passwordHash: true, passwordPepper: true },
  });
  const isCorrect = await verifyPassword(password, stored ?? undefined, admissionOf(actor));
  return { isCorrect: isCorrect && stored !== null, passwordHash: stored?.passwordHash ?? "" };
}

/** How the actor has authenticated for a sensitive action. */
export type Reauthentication = {
  /** Whether the password was verified for this action, so that the session gets a new token. */
  wasVerified: boolean;
};

/**
 * Requires the current password, unless the session was authenticated in the last 10 minutes. A user with a second
 * factor confirms with that instead, at `/account/confirm`.
 *
 * The use case then passes the result to {@link confirmSession} in the transaction of its change.
 */
export async function requireReauthentication(
  password: string | undefined,
  actor: Actor,
): Promise<Result<Reauthentication>> {
  if (hasRecentAuthentication(actor)) return ok({ wasVerified: false });
  if (needsConfirmation(actor)) return err({ code: "confirmation_needed" });
  if (!password) return err({ code: "invalid", errors: { password: ["password_needed"] } });
  const verified = await verifyCurrentPassword(password, actor, "password");
  return verified.ok ? ok({ wasVerified: true }) : verified;
}

/** Requires that the user has authenticated in the last 10 minutes. They do so at `/account/confirm`. */
export function requireRecentAuthentication(actor: AuthenticatedSession): Result<undefined> {
  return hasRecentAuthentication(actor) ? ok(undefined) : err({ code: "confirmation_needed" });
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
  if (wasVerified) return renewSession(transaction, actor, PASSWORD_ONLY);
  await requireActiveSession(transaction, actor);
  return undefined;
}

/** What a session with nothing but the password has. */
const PASSWORD_ONLY: Authentication = { amr: ["pwd"], aal: 1 };

const attemptsOf = (userId: string) => `own ${userId}`;

/**
 * Resets the failed attempts at the current password. Called after a correct one and after a password reset.
 */
export function resetPasswordAttempts(userId: string): Promise<void> {
  return resetProgressiveLimits(attemptsOf(userId));
}
