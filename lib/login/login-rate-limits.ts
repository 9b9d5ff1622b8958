import { sha256 } from "@/lib/crypto/secrets";
import { findDeviceByCookie } from "@/lib/devices/recognize-device";
import type { RequestContext } from "@/lib/http/request-context";
import { describeError, log } from "@/lib/observability/log";
import { progressiveLimits, resetProgressiveLimits } from "@/lib/rate-limit/progressive-limits";
import { type RateLimitUse, resetLimit, takeRateLimits } from "@/lib/rate-limit/rate-limit";
import { redis } from "@/lib/redis/client";

const DAY_SECONDS = 24 * 60 * 60;
const KNOWN_CLIENT_SECONDS = 30 * DAY_SECONDS;

const keyOf = (account: string) => `known-client:${Buffer.from(sha256(account)).toString("base64url")}`;

/** A counted attempt. It is refunded if the password was not checked after all. */
export type LoginAttempt = RateLimitUse & {
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
 * An owner with neither a device cookie nor a known client can still reset their password at that limit.
 */
export async function consumeLoginAttempt(
  emailCanonical: string,
  { ipAddress, deviceToken }: Pick<RequestContext, "ipAddress" | "deviceToken">,
): Promise<LoginAttempt> {
  const device = deviceToken && (await findDeviceByCookie(emailCanonical, deviceToken));
  const account = device ? `device ${device}` : `${emailCanonical} ${ipAddress}`;
  const recordSuccess = () => resetLoginAttempts(emailCanonical, ipAddress, account);
  if (device) return { ...(await takeRateLimits(progressiveLimits(account))), recordSuccess };
  const own = await takeRateLimits(progressiveLimits(account, [["loginClient", ipAddress]]));
  if (own.retryAfterSeconds > 0 || (await isKnownClient(account))) return { ...own, recordSuccess };
  const global = await takeRateLimits([["loginGlobal", emailCanonical]]);
  const refund = async () => void (await Promise.all([own.refund(), global.refund()]));
  return { retryAfterSeconds: global.retryAfterSeconds, refund, recordSuccess };
}

/**
 * Resets the limits on failed logins to an account and remembers the client as known for 30 days.
 *
 * @param account the subject of the progressive limits, if it isn't the account together with the client
 */
export async function resetLoginAttempts(
  emailCanonical: string,
  ipAddress: string,
  account = `${emailCanonical} ${ipAddress}`,
): Promise<void> {
  await Promise.all([
    resetProgressiveLimits(account),
    resetLimit("loginGlobal", emailCanonical),
    redis()
      .set(keyOf(`${emailCanonical} ${ipAddress}`), 1, { ex: KNOWN_CLIENT_SECONDS })
      .catch((error: unknown) =>
        log.warn(
          { event: "known_client_not_stored", error: describeError(error) },
          "Could not remember the client as known to the account",
        ),
      ),
  ]);
}

// If Redis doesn't answer, the client counts as unknown.
async function isKnownClient(account: string): Promise<boolean> {
  return (
    (await redis()
      .exists(keyOf(account))
      .catch(() => 0)) === 1
  );
}
