import { sha256 } from "@/lib/crypto/secrets";
import { deviceOfBrowser } from "@/lib/devices/recognize-device";
import type { RequestContext } from "@/lib/http/client-ip";
import { describeError, log } from "@/lib/observability/log";
import { type LimitName, resetLimit, takeFromLimits } from "@/lib/rate-limit/rate-limit";
import { redis } from "@/lib/redis/client";

const DAY_SECONDS = 24 * 60 * 60;
const KNOWN_FOR_SECONDS = 30 * DAY_SECONDS;

/** Limits of one account from one client: the longer somebody guesses, the longer they wait. */
const GROWING_LIMITS = ["loginAccount", "loginAccountHourly", "loginAccountDaily"] as const;

type Uses = readonly (readonly [LimitName, string])[];

/** With the others of five minutes among them: `takeFromLimits` wants the shortest first. */
const growing = (subject: string, others: Uses = []): Uses => {
  const [shortest, ...longer] = GROWING_LIMITS.map((limit) => [limit, subject] as const);
  return [...(shortest ? [shortest] : []), ...others, ...longer];
};
const keyOf = (account: string) => `known-client:${Buffer.from(sha256(account)).toString("base64url")}`;

/** An attempt to log in: whether it may be made, and what to do once it went well. */
export type LoginAttempt = { retryAfterSeconds: number; succeeded: () => Promise<void> };

/**
 * Counts an attempt to log in to an account.
 *
 * A stranger cannot lock the owner out. A browser that has logged in to the account before, which its cookie
 * shows, has attempts of its own (OWASP, Slow Down Online Guessing Attacks with Device Cookies). For all
 * others the growing waits are of the account and the client together, and the bound for guesses from everywhere
 * (NIST SP 800-63B: at most 100 in a row) does not hold for a client from which somebody has logged in to that
 * account lately. An owner who comes with neither meanwhile can set a new password.
 */
export async function takeLoginAttempt(
  emailCanonical: string,
  { client, browserToken }: Pick<RequestContext, "client" | "browserToken">,
): Promise<LoginAttempt> {
  const device = browserToken && (await deviceOfBrowser(emailCanonical, browserToken));
  const account = device ? `device ${device}` : `${emailCanonical} ${client}`;
  const succeeded = () => forgetLoginAttempts(emailCanonical, client, account);
  if (device) return { retryAfterSeconds: await takeFromLimits(growing(account)), succeeded };
  const own = await takeFromLimits(growing(account, [["loginClient", client]]));
  if (own > 0 || (await isKnown(account))) return { retryAfterSeconds: own, succeeded };
  return { retryAfterSeconds: await takeFromLimits([["loginEverywhere", emailCanonical]]), succeeded };
}

/** Forgets the failed attempts at an account, after a log-in that went well. */
export async function forgetLoginAttempts(
  emailCanonical: string,
  client: string,
  account = `${emailCanonical} ${client}`,
): Promise<void> {
  await Promise.all([
    ...GROWING_LIMITS.map((limit) => resetLimit(limit, account)),
    resetLimit("loginEverywhere", emailCanonical),
    redis()
      .set(keyOf(`${emailCanonical} ${client}`), 1, { ex: KNOWN_FOR_SECONDS })
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

const own = (userId: string) => `own ${userId}`;

/**
 * Counts an attempt to give one's own password again, from wherever: who has stolen a session must not find the
 * password by it.
 *
 * @returns 0 where it may be tried, else the seconds to wait
 */
export function takeOwnPasswordAttempt(userId: string): Promise<number> {
  return takeFromLimits(growing(own(userId)));
}

/** Forgets them, after the right one, or a new one. */
export async function forgetOwnPasswordAttempts(userId: string): Promise<void> {
  await Promise.all(GROWING_LIMITS.map((limit) => resetLimit(limit, own(userId))));
}
