import { Ratelimit } from "@upstash/ratelimit";
import { env } from "@/lib/config/env";
import { sha256 } from "@/lib/crypto/secrets";
import { describeError, log } from "@/lib/observability/log";
import { redis } from "@/lib/redis/client";
import { LIMITS, type LimitName } from "./limits";
import { InMemoryLog, type LimitStatus, slidingLog } from "./sliding-log";

/** Beyond this a log is read too slowly, and what is let through twice around a window's edge matters little. */
const MAX_LOG_LENGTH = 1_000;
/** For how long nobody asks Redis after it did not answer: who takes from several limits waits for it once. */
const REST_MS = 1_000;
const limiters = new Map<LimitName, Ratelimit>();

// Next loads a module anew for each of its bundles; what this process knows is to be there once.
const shared = globalThis as { limitsHere?: { log: InMemoryLog; redisIsAwayUntil: number } };
shared.limitsHere ??= { log: new InMemoryLog(), redisIsAwayUntil: 0 };
const inProcess = shared.limitsHere;

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
    // The client has its own; this one would let everybody pass.
    timeout: 0,
    ephemeralCache: false,
  });
  limiters.set(name, made);
  return made;
}

// Subjects come from outside: hashed, they are short, of one length, and no list of addresses.
const keyOf = (subject: string) => Buffer.from(sha256(subject)).toString("base64url");

/**
 * Counts one more for a subject.
 *
 * @returns 0 where it may pass, else the seconds after which the next one may. Where Redis does not
 * answer in time, the log of this process decides: the gate is neither open nor shut. That log
 * is kept all the time, so that it knows what Redis let pass before.
 */
export async function consumeRateLimit(name: LimitName, subject: string): Promise<number> {
  const key = keyOf(subject);
  const here = inProcess.log.take(`${name}:${key}`, LIMITS[name](env()));
  const standing = await askRedis(name, key).catch((error: unknown) => {
    log.warn({ limit: name, error: describeError(error) }, "rate limit falls back to this process");
    return here;
  });
  if (!standing.success) log.info({ event: "excess_rate_limit_exceeded", limit: name });
  return waitSeconds(standing);
}

/**
 * Counts one more for each of these, as long as they let it pass: to be named from the shortest time to the
 * longest, so that who is refused has not used up the longer ones.
 *
 * @returns 0 where it may pass, else the seconds to wait
 */
export async function consumeRateLimits(limits: readonly (readonly [LimitName, string])[]): Promise<number> {
  for (const [name, subject] of limits) {
    const wait = await consumeRateLimit(name, subject);
    if (wait > 0) return wait;
  }
  return 0;
}

async function askRedis(name: LimitName, key: string): Promise<LimitStatus> {
  if (Date.now() < inProcess.redisIsAwayUntil) throw new Error("Redis did not answer a moment ago.");
  try {
    return await limiter(name).limit(key);
  } catch (error) {
    inProcess.redisIsAwayUntil = Date.now() + REST_MS;
    throw error;
  }
}

/** The seconds until a subject's next one may pass, without counting; 0 for now, also where Redis does not answer. */
export async function secondsUntilAllowed(name: LimitName, subject: string): Promise<number> {
  try {
    const { remaining, reset } = await limiter(name).getRemaining(keyOf(subject));
    return waitSeconds({ success: remaining > 0, remaining, reset });
  } catch (error) {
    log.warn({ limit: name, error: describeError(error) }, "rate limit cannot be looked up");
    return 0;
  }
}

/** Forgets what a subject has used, as after a log-in that went well. */
export async function resetLimit(name: LimitName, subject: string): Promise<void> {
  const key = keyOf(subject);
  inProcess.log.forget(`${name}:${key}`);
  await limiter(name)
    .resetUsedTokens(key)
    .catch((error: unknown) =>
      log.warn({ limit: name, error: describeError(error) }, "rate limit cannot be reset"),
    );
}

function waitSeconds({ success, reset }: LimitStatus): number {
  return success ? 0 : Math.max(1, Math.ceil((reset - Date.now()) / 1000));
}
