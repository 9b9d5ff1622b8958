import { sha256 } from "../crypto/secrets";
import { describeError, log } from "../log";
import { resetLimit, takeFromLimit } from "../rate-limit";
import { redis } from "../redis";

const DAY_SECONDS = 24 * 60 * 60;
const KNOWN_FOR_SECONDS = 30 * DAY_SECONDS;

/** Limits of one account from one client: the longer somebody guesses, the longer they wait. */
export const GROWING_LIMITS = ["loginAccount", "loginAccountHourly", "loginAccountDaily"] as const;

const keyOf = (account: string) => `known-client:${Buffer.from(sha256(account)).toString("base64url")}`;

/**
 * Counts an attempt to log in to an account.
 *
 * A stranger cannot lock the owner out: the growing waits are of the account and the client together, and
 * the bound for guesses from everywhere (NIST SP 800-63B: at most 100 in a row) does not hold for a client
 * from which somebody has logged in to that account lately. An owner who comes from elsewhere meanwhile can
 * set a new password.
 *
 * @returns 0 where it may be tried, else the seconds to wait
 */
export async function takeLoginAttempt(emailCanonical: string, client: string): Promise<number> {
  const account = `${emailCanonical} ${client}`;
  const waits = [
    takeFromLimit("loginClient", client),
    ...GROWING_LIMITS.map((limit) => takeFromLimit(limit, account)),
  ];
  const wait = Math.max(...(await Promise.all(waits)));
  if (wait > 0 || (await isKnown(account))) return wait;
  return takeFromLimit("loginEverywhere", emailCanonical);
}

/** Forgets the failed attempts at an account, after a log-in that went well. */
export async function forgetLoginAttempts(emailCanonical: string, client: string): Promise<void> {
  const account = `${emailCanonical} ${client}`;
  await Promise.all([
    ...GROWING_LIMITS.map((limit) => resetLimit(limit, account)),
    resetLimit("loginEverywhere", emailCanonical),
    redis()
      .set(keyOf(account), 1, { ex: KNOWN_FOR_SECONDS })
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
