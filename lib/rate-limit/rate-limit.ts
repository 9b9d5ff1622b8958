import { Ratelimit } from "@upstash/ratelimit";
import { env } from "@/lib/config/env";
import { sha256 } from "@/lib/crypto/secrets";
import { describeError, log } from "@/lib/observability/log";
import { redis } from "@/lib/redis/client";
import { LIMITS, type LimitName } from "./limits";
import { InMemoryLog, type LimitStatus, slidingLog } from "./sliding-log";

/** Larger limits use a fixed window: a longer log is slow to read, and the inaccuracy at a window's edge matters less. */
const MAX_LOG_LENGTH = 1_000;
/** How long Redis is not asked after a failure, so that a request with several limits waits for the timeout once. */
const CIRCUIT_OPEN_MS = 1_000;
const limiters = new Map<LimitName, Ratelimit>();

// Next loads this module once per bundle, but these counts must exist once per process.
const shared = globalThis as { localLimits?: { log: InMemoryLog; circuitOpenUntil: number } };
shared.localLimits ??= { log: new InMemoryLog(), circuitOpenUntil: 0 };
const inProcess = shared.localLimits;

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
    prefix: `uses:${name}`,
    // The Redis client has a timeout of its own. With this one, the library would allow the request.
    timeout: 0,
    ephemeralCache: false,
  });
  limiters.set(name, made);
  return made;
}

// Subjects come from outside. Hashed, they have a fixed length, and the keys are no list of email addresses.
const keyOf = (subject: string) => Buffer.from(sha256(subject)).toString("base64url");

/**
 * Consumes one request of a limit.
 *
 * If Redis doesn't reply in time, the in-memory log of this process decides, so the limit neither fails open nor fails
 * closed. That log is always kept up to date, so it includes what Redis allowed before.
 *
 * @returns 0 if the request is allowed, otherwise the seconds until the next one is
 */
export async function consumeRateLimit(name: LimitName, subject: string): Promise<number> {
  const key = keyOf(subject);
  const local = inProcess.log.consume(`${name}:${key}`, LIMITS[name](env()));
  const status = await askRedis(name, key).catch((error: unknown) => {
    log.warn({ event: "rate_limit_fallback", limit: name, error: describeError(error) });
    return local;
  });
  if (!status.success) log.info({ event: "excess_rate_limit_exceeded", limit: name });
  return waitSeconds(status);
}

/**
 * Consumes one request of each limit, until one of them refuses. Pass the limits from the shortest window to the longest,
 * so that a refused request doesn't count for the longer ones.
 *
 * @returns 0 if the request is allowed, otherwise the seconds until the next one is
 */
export async function consumeRateLimits(limits: readonly (readonly [LimitName, string])[]): Promise<number> {
  for (const [name, subject] of limits) {
    const wait = await consumeRateLimit(name, subject);
    if (wait > 0) return wait;
  }
  return 0;
}

async function askRedis(name: LimitName, key: string): Promise<LimitStatus> {
  if (Date.now() < inProcess.circuitOpenUntil) throw new Error("Redis failed a moment ago.");
  try {
    return await limiter(name).limit(key);
  } catch (error) {
    inProcess.circuitOpenUntil = Date.now() + CIRCUIT_OPEN_MS;
    throw error;
  }
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
  inProcess.log.reset(`${name}:${key}`);
  await limiter(name)
    .resetUsedTokens(key)
    .catch((error: unknown) =>
      log.warn({ event: "rate_limit_reset_failed", limit: name, error: describeError(error) }),
    );
}

function waitSeconds({ success, reset }: LimitStatus): number {
  return success ? 0 : Math.max(1, Math.ceil((reset - Date.now()) / 1000));
}
