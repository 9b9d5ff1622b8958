import { Ratelimit } from "@upstash/ratelimit";
import { env } from "@/lib/config/env";
import { sha256 } from "@/lib/crypto/secrets";
import { describeError, log } from "@/lib/observability/log";
import { networkHash } from "@/lib/observability/network-hash";
import { redis } from "@/lib/redis/client";
import { CLIENT_LIMITS, LIMITS, type LimitName } from "./limits";
import { consumeLogged, InMemoryLog, type LimitStatus, refundLogged, slidingLog } from "./sliding-log";

/** Larger limits use a fixed window: a longer log is slow to read, and the inaccuracy at a window's edge matters less. */
const MAX_LOG_LENGTH = 1_000;
const PREFIX = "uses:";
const limiters = new Map<LimitName, Ratelimit>();

// Next loads this module once per bundle, but these counts must exist once per process.
const shared = globalThis as { localLimits?: InMemoryLog };
shared.localLimits ??= new InMemoryLog();
const localLimits = shared.localLimits;

function limiter(name: LimitName): Ratelimit {
  const known = limiters.get(name);
  if (known) return known;
  const limit = LIMITS[name](env());
  const made = new Ratelimit({
    redis: redis(),
    limiter:
      limit.count > MAX_LOG_LENGTH
        ? Ratelimit.fixedWindow(limit.count, `${limit.windowSeconds} s`)
        : slidingLog(limit),
    prefix: `${PREFIX}${name}`,
    // The Redis client has a timeout of its own. With this one, the library would allow the request.
    timeout: 0,
    ephemeralCache: false,
  });
  limiters.set(name, made);
  return made;
}

// Subjects are untrusted. Hashing gives keys a fixed length and keeps email addresses out of Redis.
const keyOf = (subject: string) => Buffer.from(sha256(subject)).toString("base64url");

/** A limit, and the subject whose requests it counts. */
export type LimitedSubject = readonly [LimitName, string];

/** What consuming one or several limits came to. */
export type RateLimitUse = {
  /** 0 if the request is allowed, otherwise the seconds until the next one is. */
  retryAfterSeconds: number;
  /** The limit that refuses the request, if one does. */
  refusedBy?: LimitName | undefined;
  /**
   * Gives the request back, once: it doesn't count, as if it had not been made. Requests made since still count.
   *
   * @param names the limits to which it is given back; all by default
   */
  refund: (names?: readonly LimitName[]) => Promise<void>;
};

/** A request that a limit counted or refused, in the process and, if Redis answered, there. */
type Consumed = {
  name: LimitName;
  key: string;
  local: LimitStatus;
  stored: LimitStatus | undefined;
};

/**
 * Consumes one request of each limit, until one of them refuses. Pass the limits from the shortest window to the longest,
 * so that a refused request doesn't count for the longer ones.
 *
 * If Redis doesn't reply in time, the in-memory log of this process decides, so the limits neither fail open nor fail
 * closed. That log is always kept up to date, so it includes what Redis allowed before.
 */
export async function takeRateLimits(limits: readonly LimitedSubject[]): Promise<RateLimitUse> {
  // Sliding logs take one round trip together. A fixed window is the library's.
  const batches = limits.every(([name]) => isLogged(name)) ? [limits] : limits.map((limit) => [limit]);
  const allowed: Consumed[] = [];
  const refund = async (names?: readonly LimitName[]) => {
    const returned = allowed.filter(({ name }) => !names || names.includes(name));
    for (const use of returned) allowed.splice(allowed.indexOf(use), 1);
    await Promise.all(returned.map(refundOne));
  };
  for (const batch of batches) {
    // Before the wait for Redis, so that requests at once are counted in their order if it doesn't answer.
    const counted = batch.map(([name, subject]) => consumeLocally(name, subject));
    const stored = await consumeStored(batch);
    for (const [index, { name, subject, key, local }] of counted.entries()) {
      const status = stored ? stored[index] : local;
      if (status?.success) {
        allowed.push({ name, key, local, stored: stored && status });
        continue;
      }
      for (const later of counted.slice(index + 1)) refundLocally(later);
      const network = CLIENT_LIMITS.includes(name) ? networkHash(subject) : undefined;
      log.info({ event: "excess_rate_limit_exceeded", limit: name, network });
      return { retryAfterSeconds: status ? waitSeconds(status) : 1, refusedBy: name, refund };
    }
  }
  return { retryAfterSeconds: 0, refund };
}

const isLogged = (name: LimitName) => LIMITS[name](env()).count <= MAX_LOG_LENGTH;

/** Consumes the limits in Redis. @returns the status of each, up to the one that refuses; `undefined` without an answer */
async function consumeStored(limits: readonly LimitedSubject[]): Promise<LimitStatus[] | undefined> {
  try {
    const [first] = limits;
    if (first && !isLogged(first[0])) return [await limiter(first[0]).limit(keyOf(first[1]))];
    return await consumeLogged(
      redis(),
      limits.map(([name, subject]) => [`${PREFIX}${name}:${keyOf(subject)}`, LIMITS[name](env())]),
    );
  } catch (error) {
    for (const [name] of limits)
      log.warn({ event: "rate_limit_fallback", limit: name, error: describeError(error) });
    return undefined;
  }
}

function consumeLocally(name: LimitName, subject: string) {
  const key = keyOf(subject);
  return { name, subject, key, local: localLimits.consume(`${name}:${key}`, LIMITS[name](env())) };
}

function refundLocally({ name, key, local }: Pick<Consumed, "name" | "key" | "local">) {
  if (local.success) localLimits.refund(`${name}:${key}`, LIMITS[name](env()), local);
}

async function refundOne({ name, key, local, stored }: Consumed): Promise<void> {
  const limit = LIMITS[name](env());
  refundLocally({ name, key, local });
  if (!stored) return;
  // `reset` is the end of a fixed window. The count of a later window doesn't include the request.
  if (!isLogged(name) && stored.reset <= Date.now()) return;
  await (isLogged(name)
    ? refundLogged(redis(), `${PREFIX}${name}:${key}`, limit, stored)
    : limiter(name).limit(key, { rate: -1 })
  ).catch((error: unknown) =>
    log.warn({ event: "rate_limit_refund_failed", limit: name, error: describeError(error) }),
  );
}

/**
 * Consumes one request of each limit, like {@link takeRateLimits}.
 *
 * @returns 0 if the request is allowed, otherwise the seconds until the next one is
 */
export async function consumeRateLimits(limits: readonly LimitedSubject[]): Promise<number> {
  return (await takeRateLimits(limits)).retryAfterSeconds;
}

/** Consumes one request of a limit, like {@link takeRateLimits}. */
export async function consumeRateLimit(name: LimitName, subject: string): Promise<number> {
  return consumeRateLimits([[name, subject]]);
}

/** Returns the seconds until the next request is allowed, without consuming one; 0 if Redis doesn't reply. */
export async function secondsUntilAllowed(name: LimitName, subject: string): Promise<number> {
  try {
    const { remaining, reset } = await limiter(name).getRemaining(keyOf(subject));
    return waitSeconds({ success: remaining > 0, remaining, reset });
  } catch (error) {
    log.warn({ event: "rate_limit_lookup_failed", limit: name, error: describeError(error) });
    return 0;
  }
}

/** Resets a subject's limit, for example after a successful login. */
export async function resetLimit(name: LimitName, subject: string): Promise<void> {
  const key = keyOf(subject);
  localLimits.reset(`${name}:${key}`);
  await limiter(name)
    .resetUsedTokens(key)
    .catch((error: unknown) =>
      log.warn({ event: "rate_limit_reset_failed", limit: name, error: describeError(error) }),
    );
}

function waitSeconds({ success, reset }: LimitStatus): number {
  return success ? 0 : Math.max(1, Math.ceil((reset - Date.now()) / 1000));
}
