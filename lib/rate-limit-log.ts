import type { RatelimitConfig } from "@upstash/ratelimit";
import type { Limit } from "./env";

type Algorithm = RatelimitConfig["limiter"];
type Context = Parameters<ReturnType<Algorithm>["limit"]>[0];

/** Where a subject stands: whether one more passes, and when the next one will, in epoch milliseconds. */
export type Standing = { success: boolean; remaining: number; reset: number };

// The scripts take the key, then: limit, window in ms, now in ms, and a name for this request.
const TAKE = `
redis.call("ZREMRANGEBYSCORE", KEYS[1], "-inf", ARGV[3] - ARGV[2])
local used = redis.call("ZCARD", KEYS[1])
if used < tonumber(ARGV[1]) then
  redis.call("ZADD", KEYS[1], ARGV[3], ARGV[4])
  redis.call("PEXPIRE", KEYS[1], ARGV[2])
  return { 1, ARGV[1] - used - 1, ARGV[3] + ARGV[2] }
end
local oldest = redis.call("ZRANGE", KEYS[1], 0, 0, "WITHSCORES")
return { 0, 0, oldest[2] + ARGV[2] }`;

const LOOK = `
local cutoff = ARGV[3] - ARGV[2]
local used = redis.call("ZCOUNT", KEYS[1], "(" .. cutoff, "+inf")
if used < tonumber(ARGV[1]) then return { 1, ARGV[1] - used, ARGV[3] + 0 } end
local oldest = redis.call("ZRANGEBYSCORE", KEYS[1], "(" .. cutoff, "+inf", "WITHSCORES", "LIMIT", 0, 1)
return { 0, 0, oldest[2] + ARGV[2] }`;

/**
 * An algorithm for @upstash/ratelimit that keeps the time of each request. The library's own ones
 * count by fixed windows and let up to twice the limit pass around a window's edge, which for a limit
 * of one a minute is no limit. Meant for small counts, as each request is an entry.
 */
export function slidingLog({ count, windowSeconds }: Limit): Algorithm {
  const windowMs = windowSeconds * 1000;
  const run = async (script: string, { redis }: Context, key: string): Promise<Standing> => {
    const now = Date.now();
    const [success, remaining, reset] = await redis.eval<unknown[], [number, number, number]>(
      script,
      [key],
      [count, windowMs, now, `${now}-${crypto.randomUUID()}`],
    );
    return { success: success === 1, remaining, reset };
  };
  return () => ({
    limit: async (context, key) => ({
      ...(await run(TAKE, context, key)),
      limit: count,
      pending: Promise.resolve(),
    }),
    getRemaining: async (context, key) => ({ ...(await run(LOOK, context, key)), limit: count }),
    resetTokens: async ({ redis }, key) => void (await redis.del(key)),
  });
}

/** The same log in this process alone, for when Redis cannot be reached. */
export class LocalLog {
  private readonly times = new Map<string, number[]>();
  private static readonly MAX_SUBJECTS = 10_000;

  take(key: string, { count, windowSeconds }: Limit): Standing {
    const now = Date.now();
    const windowMs = windowSeconds * 1000;
    const recent = (this.times.get(key) ?? []).filter((time) => time > now - windowMs);
    const success = recent.length < count;
    if (success) recent.push(now);
    this.remember(key, recent);
    return {
      success,
      remaining: count - recent.length,
      reset: (success ? now : (recent[0] ?? now)) + windowMs,
    };
  }

  forget(key: string) {
    this.times.delete(key);
  }

  private remember(key: string, times: number[]) {
    this.times.delete(key);
    this.times.set(key, times);
    const [longestUntouched] = this.times.keys();
    if (this.times.size > LocalLog.MAX_SUBJECTS && longestUntouched) this.times.delete(longestUntouched);
  }
}
