import { sha256 } from "@/lib/crypto/secrets";
import { findDeviceByCookie } from "@/lib/devices/recognize-device";
import type { RequestContext } from "@/lib/http/request-context";
import { describeError, log } from "@/lib/observability/log";
import { progressiveLimits, resetProgressiveLimits } from "@/lib/rate-limit/progressive-limits";
import { consumeRateLimits, resetLimit } from "@/lib/rate-limit/rate-limit";
import { redis } from "@/lib/redis/client";

const DAY_SECONDS = 24 * 60 * 60;
const KNOWN_CLIENT_SECONDS = 30 * DAY_SECONDS;

const keyOf = (account: string) => `known-client:${Buffer.from(sha256(account)).toString("base64url")}`;

/** An attempt to log in: whether it may be made, and what to do once it went well. */
export type LoginAttempt = { retryAfterSeconds: number; succeeded: () => Promise<void> };

/**
 * Counts an attempt to log in to an account.
 *
 * A stranger cannot lock the owner out. A browser that has logged in to the account before, which its cookie
 * shows, has attempts of its own (OWASP, Slow Down Online Guessing Attacks with Device Cookies). For all
 * others the progressive waits are of the account and the client together, and the bound for guesses from everywhere
 * (NIST SP 800-63B: at most 100 in a row) does not hold for a client from which somebody has logged in to that
 * account lately. An owner who comes with neither meanwhile can set a new password.
 */
export async function consumeLoginAttempt(
  emailCanonical: string,
  { ipAddress, deviceToken }: Pick<RequestContext, "ipAddress" | "deviceToken">,
): Promise<LoginAttempt> {
  const device = deviceToken && (await findDeviceByCookie(emailCanonical, deviceToken));
  const account = device ? `device ${device}` : `${emailCanonical} ${ipAddress}`;
  const succeeded = () => resetLoginAttempts(emailCanonical, ipAddress, account);
  if (device) return { retryAfterSeconds: await consumeRateLimits(progressiveLimits(account)), succeeded };
  const own = await consumeRateLimits(progressiveLimits(account, [["loginClient", ipAddress]]));
  if (own > 0 || (await isKnown(account))) return { retryAfterSeconds: own, succeeded };
  return { retryAfterSeconds: await consumeRateLimits([["loginGlobal", emailCanonical]]), succeeded };
}

/** Forgets the failed attempts at an account, after a log-in that went well. */
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
      .catch((error: unknown) => log.warn({ error: describeError(error) }, "client not noted as known")),
  ]);
}

async function isKnown(account: string): Promise<boolean> {
  return (
    (await redis()
      .exists(keyOf(account))
      .catch(() => 0)) === 1
  );
}
