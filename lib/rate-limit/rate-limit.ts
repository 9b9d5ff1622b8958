import { Ratelimit } from "@upstash/ratelimit";
import { env } from "@/lib/config/env";
import { sha256 } from "@/lib/crypto/secrets";
import { describeError, log } from "@/lib/observability/log";
import { networkHash } from "@/lib/observability/network-hash";
import { redis } from "@/lib/redis/client";
import { CLIENT_LIMITS, LIMITS, type LimitName } from "./limits";
import { InMemoryLog, type LimitStatus, refundLogged, slidingLog } from "./sliding-log";

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
  /** Gives the request back, once: it doesn't count, as if it had not been made. Requests made since still count. */
  refund: () => Promise<void>;
};

/**
 * Consumes one request of a limit.
 *
 * If Redis doesn't reply in time, the in-memory log of this process decides, so the limit neither fails open nor fails
 * closed. That log is always kept up to date, so it includes what Redis allowed before.
 *
 * @returns 0 if the request is allowed, otherwise the seconds until the next one is
 */
export async function consumeRateLimit(name: LimitName, subject: string): Promise<number> {
  return (await consume([name, subject])).retryAfterSeconds;
}

async function consume([name, subject]: LimitedSubject): Promise<RateLimitUse> {
  const key = keyOf(subject);
  const local = localLimits.consume(`${name}:${key}`, LIMITS[name](env()));
  let stored: LimitStatus | undefined;
  try {
    stored = await limiter(name).limit(key);
  } catch (error) {
    log.warn({ event: "rate_limit_fallback", limit: name, error: describeError(error) });
  }
  const status = stored ?? local;
  if (!status.success) {
    const network = CLIENT_LIMITS.includes(name) ? networkHash(subject) : undefined;
    log.info({ event: "excess_rate_limit_exceeded", limit: name, network });
  }
  let isRefunded = false;
  return {
    retryAfterSeconds: waitSeconds(status),
    refund: async () => {
      if (isRefunded) return;
      isRefunded = true;
      await refund(name, key, { local, stored });
    },
  };
}

async function refund(
  name: LimitName,
  key: string,
  { local, stored }: { local: LimitStatus; stored: LimitStatus | undefined },
): Promise<void> {
  const limit = LIMITS[name](env());
  if (local.success) localLimits.refund(`${name}:${key}`, limit, local);
  if (!stored?.success) return;
  const isLogged = limit.count <= MAX_LOG_LENGTH;
  // `reset` is the end of a fixed window. The count of a later window doesn't include the request.
  if (!isLogged && stored.reset <= Date.now()) return;
  await (isLogged
    ? refundLogged(redis(), `${PREFIX}${name}:${key}`, limit, stored)
    : limiter(name).limit(key, { rate: -1 })
  ).catch((error: unknown) =>
    log.warn({ event: "rate_limit_refund_failed", limit: name, error: describeError(error) }),
  );
}

/**
 * Consumes one request of each limit, until one of them refuses. Pass the limits from the shortest window to the longest,
 * so that a refused request doesn't count for the longer ones.
 */
export async function takeRateLimits(limits: readonly LimitedSubject[]): Promise<RateLimitUse> {
  const uses: RateLimitUse[] = [];
  const refundAll = async () => void (await Promise.all(uses.map((use) => use.refund())));
  for (const limit of limits) {
    const use = await consume(limit);
    if (use.retryAfterSeconds > 0) return { retryAfterSeconds: use.retryAfterSeconds, refund: refundAll };
    uses.push(use);
  }
  return { retryAfterSeconds: 0, refund: refundAll };
}

/**
 * Consumes one request of each limit, like {@link takeRateLimits}.
 *
 * @returns 0 if the request is allowed, otherwise the seconds until the next one is
 */
export async function consumeRateLimits(limits: readonly LimitedSubject[]): Promise<number> {
  return (await takeRateLimits(limits)).retryAfterSeconds;
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
