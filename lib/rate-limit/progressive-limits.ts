import type { LimitName } from "./limits";
import { resetLimit } from "./rate-limit";

const PROGRESSIVE_LIMITS = ["loginAccount", "loginAccountHourly", "loginAccountDaily"] as const;

type Uses = readonly (readonly [LimitName, string])[];

/**
 * Returns the limits on guesses at one password, whose wait grows with the number of guesses.
 *
 * @param others limits to count as well, with windows about as long as the shortest of these:
 *   `consumeRateLimits` expects the shortest window first
 */
export function progressiveLimits(subject: string, others: Uses = []): Uses {
  const [shortest, ...longer] = PROGRESSIVE_LIMITS.map((limit) => [limit, subject] as const);
  return [...(shortest ? [shortest] : []), ...others, ...longer];
}

/** Resets the limits on guesses at one password, for example after a successful login. */
export async function resetProgressiveLimits(subject: string): Promise<void> {
  await Promise.all(PROGRESSIVE_LIMITS.map((limit) => resetLimit(limit, subject)));
}
