import type { RatelimitConfig } from "@upstash/ratelimit";
import type { Limit } from "@/lib/config/env";

type Algorithm = RatelimitConfig["limiter"];
type Context = Parameters<ReturnType<Algorithm>["limit"]>[0];

/** The state of a limit: whether the request is allowed, how many remain, and when the next is allowed (epoch ms). */
export type LimitStatus = { success: boolean; remaining: number; reset: number };

// The times of the allowed requests, oldest first, in one string: Upstash bills each command that a script calls, and
// this takes two for each limit. Arguments of the scripts: a key for each limit; the current time in ms, and then for each
// limit its count and its window in ms. The stand-in for Redis returns only tables that are written as a whole, hence unpack.
const FOR_EACH_LIMIT = `
local results, now = {}, tonumber(ARGV[1])
for index, key in ipairs(KEYS) do
  local times, count, window = {}, tonumber(ARGV[2 * index]), tonumber(ARGV[2 * index + 1])
  for time in string.gmatch(redis.call("GET", key) or "", "%d+") do
    if tonumber(time) > now - window then times[#times + 1] = time end
  end
  if #times >= count then
    results[index] = { 0, 0, tonumber(times[1]) + window }
    break
  end`;

const CONSUME = `${FOR_EACH_LIMIT}
  times[#times + 1] = ARGV[1]
  redis.call("SET", key, table.concat(times, " "), "PX", ARGV[2 * index + 1])
  results[index] = { 1, count - #times, now + window }
end
return { unpack(results) }`;

const PEEK = `${FOR_EACH_LIMIT}
  results[index] = { 1, count - #times, now }
end
return { unpack(results) }`;

// Removes one request with that time. Of several in the same millisecond it doesn't matter which.
const REFUND = `
local kept, isRemoved = {}, false
for time in string.gmatch(redis.call("GET", KEYS[1]) or "", "%d+") do
  if time == ARGV[1] and not isRemoved then isRemoved = true else kept[#kept + 1] = time end
end
if not isRemoved then return 0 end
if #kept == 0 then redis.call("DEL", KEYS[1]) else redis.call("SET", KEYS[1], table.concat(kept, " "), "PX", ARGV[2]) end
return 1`;

/**
 * A sliding log for @upstash/ratelimit: it stores the time of each request. The library's own algorithms count in fixed
 * windows and allow up to twice the limit around the edge of a window, which defeats a limit of one per minute. Each
 * check reads the whole log, so it is for limits up to a thousand.
 */
export function slidingLog(limit: Limit): Algorithm {
  const run = async (script: string, { redis }: Context, key: string): Promise<LimitStatus> => {
    const [status] = await runScript(script, redis, [[key, limit]]);
    if (!status) throw new Error("The script returned nothing.");
    return status;
  };
  return () => ({
    limit: async (context, key) => ({
      ...(await run(CONSUME, context, key)),
      limit: limit.count,
      pending: Promise.resolve(),
    }),
    getRemaining: async (context, key) => ({ ...(await run(PEEK, context, key)), limit: limit.count }),
    resetTokens: async ({ redis }, key) => void (await redis.del(key)),
  });
}

async function runScript(
  script: string,
  redis: Context["redis"],
  limits: readonly (readonly [key: string, limit: Limit])[],
): Promise<LimitStatus[]> {
  const keys = limits.map(([key]) => key);
  const sizes = limits.flatMap(([, { count, windowSeconds }]) => [count, windowSeconds * 1000]);
  const results = await redis.eval<unknown[], [number, number, number][]>(script, keys, [
    Date.now(),
    ...sizes,
  ]);
  return results.map(([success, remaining, reset]) => ({ success: success === 1, remaining, reset }));
}

/**
 * Consumes one request of each sliding log in Redis, in one round trip, until one of them refuses.
 *
 * @returns the status of each limit, up to the one that refuses
 */
export function consumeLogged(
  redis: Context["redis"],
  limits: readonly (readonly [key: string, limit: Limit])[],
): Promise<LimitStatus[]> {
  return runScript(CONSUME, redis, limits);
}

/**
 * Removes an allowed request from the sliding log in Redis. Other requests stay, also those of the same subject that
 * were logged since.
 *
 * @param allowed the status that the request got
 */
export async function refundLogged(
  redis: Context["redis"],
  key: string,
  { windowSeconds }: Limit,
  allowed: LimitStatus,
): Promise<void> {
  const windowMs = windowSeconds * 1000;
  await redis.eval<unknown[], number>(REFUND, [key], [allowed.reset - windowMs, windowMs]);
}

/** The same log in memory, for use while Redis is unreachable. */
export class InMemoryLog {
  private readonly times = new Map<string, number[]>();
  private static readonly MAX_SUBJECTS = 10_000;

  consume(key: string, { count, windowSeconds }: Limit): LimitStatus {
    const now = Date.now();
    const windowMs = windowSeconds * 1000;
    const recent = (this.times.get(key) ?? []).filter((time) => time > now - windowMs);
    const success = recent.length < count;
    if (success) recent.push(now);
    this.store(key, recent);
    return {
      success,
      remaining: count - recent.length,
      reset: (success ? now : (recent[0] ?? now)) + windowMs,
    };
  }

  /** Removes an allowed request, like {@link refundLogged}. */
  refund(key: string, { windowSeconds }: Limit, allowed: LimitStatus) {
    const times = this.times.get(key);
    const index = times?.indexOf(allowed.reset - windowSeconds * 1000) ?? -1;
    if (index >= 0) times?.splice(index, 1);
  }

  reset(key: string) {
    this.times.delete(key);
  }

  private store(key: string, times: number[]) {
    this.times.delete(key);
    this.times.set(key, times);
    const [leastRecentlyUsed] = this.times.keys();
    if (this.times.size > InMemoryLog.MAX_SUBJECTS && leastRecentlyUsed) this.times.delete(leastRecentlyUsed);
  }
}
