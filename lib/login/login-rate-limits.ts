import type { Admission } from "@/lib/crypto/hash-plan";
import { UNKNOWN_ADDRESS } from "@/lib/http/client-ip";
import { rememberClient } from "@/lib/rate-limit/known-clients";
import { progressiveLimits, resetProgressiveLimits } from "@/lib/rate-limit/progressive-limits";
import { type RateLimitUse, resetLimit, takeRateLimits } from "@/lib/rate-limit/rate-limit";

/** On whose behalf the password of a login is checked. */
export type LoginAdmission = Admission & {
  /** What the progressive limits count. */
  subject: string;
  /** The device of the account that the client has proven to be. */
  deviceId?: string;
};

/** A counted attempt. It is refunded if the password was not checked after all. */
export type LoginAttempt = RateLimitUse & {
  /**
   * Whether a correct password is not enough: the password was guessed at too often. The answer to a correct password
   * and to a wrong one must then be the same.
   */
  needsLink: boolean;
  /** Resets the limits that this attempt counted against. To be called once the password was correct. */
  recordSuccess: () => Promise<void>;
};

/**
 * Counts a login attempt against the rate limits, in such a way that a stranger can't lock the owner out:
 * - A browser that has logged in to the account before, as its device cookie proves, has limits of its own
 *   (OWASP, Slow Down Online Guessing Attacks with Device Cookies).
 * - For all others, the progressive limits apply per account and client.
 * - The limit on guesses from all clients together (NIST SP 800-63B: at most 100 consecutive failures)
 *   exempts clients that have recently logged in to the account.
 *
 * Beyond that limit, an owner with neither a device cookie nor a known client logs in with a link by email.
 */
export async function consumeLoginAttempt({
  standing,
  account: emailCanonical,
  client: ipAddress,
  subject,
}: LoginAdmission): Promise<LoginAttempt> {
  const limits = progressiveLimits(subject, standing === "known" ? [] : [["loginClient", ipAddress]]);
  const taken = await takeRateLimits(
    standing === "stranger" ? [...limits, ["loginGlobal", emailCanonical]] : limits,
  );
  const needsLink = taken.refusedBy === "loginGlobal";
  const recordSuccess = async () => {
    // Others behind the same address may have failed, so that limit isn't reset. But it counts failures only.
    await Promise.all([
      taken.refund(["loginClient"]),
      resetLoginAttempts({ emailCanonical, ipAddress, subject }),
    ]);
  };
  return { ...taken, ...(needsLink && { retryAfterSeconds: 0 }), needsLink, recordSuccess };
}

/** Returns what the progressive limits count: the attempts of a device of the account, otherwise those of a client. */
export function subjectOf(emailCanonical: string, ipAddress: string, deviceId?: string): string {
  return deviceId ? `device ${deviceId}` : `${emailCanonical} ${ipAddress}`;
}

/** Whose limits are reset: those of a client, or of what the progressive limits counted instead. */
type Attempts = { emailCanonical: string; ipAddress: string; subject?: string };

/** Resets the limits on failed logins to an account and remembers the client as known for 30 days. */
export async function resetLoginAttempts({
  emailCanonical,
  ipAddress,
  subject = subjectOf(emailCanonical, ipAddress),
}: Attempts): Promise<void> {
  await Promise.all([
    resetProgressiveLimits(subject),
    resetLimit("loginGlobal", emailCanonical),
    // All clients are one where their addresses aren't known.
    ipAddress !== UNKNOWN_ADDRESS && rememberClient(subjectOf(emailCanonical, ipAddress)),
  ]);
}
