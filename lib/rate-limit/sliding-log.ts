import type { RatelimitConfig } from "@upstash/ratelimit";
import type { Limit } from "@/lib/config/env";

type Algorithm = RatelimitConfig["limiter"];
type Context = Parameters<ReturnType<Algorithm>["limit"]>[0];

/** The state of a limit: whether the request is allowed, how many remain, and when the next is allowed (epoch ms). */
export type LimitStatus = { success: boolean; remaining: number; reset: number };

// The times of the allowed requests, oldest first, in one string: Upstash bills each command that a script calls, and
// this takes two. Arguments of the scripts: key; limit, window in ms, current time in ms.
const READ = `
local times, now, window = {}, tonumber(ARGV[3]), tonumber(ARGV[2])
for time in string.gmatch(redis.call("GET", KEYS[1]) or "", "%d+") do
  if tonumber(time) > now - window then times[#times + 1] = time end
end`;

const CONSUME = `${READ}
if #times >= tonumber(ARGV[1]) then return { 0, 0, tonumber(times[1]) + window } end
times[#times + 1] = ARGV[3]
redis.call("SET", KEYS[1], table.concat(times, " "), "PX", ARGV[2])
return { 1, ARGV[1] - #times, now + window }`;

const PEEK = `${READ}
if #times >= tonumber(ARGV[1]) then return { 0, 0, tonumber(times[1]) + window } end
return { 1, ARGV[1] - #times, now }`;

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
export function slidingLog({ count, windowSeconds }: Limit): Algorithm {
  const windowMs = windowSeconds * 1000;
  const run = async (script: string, { redis }: Context, key: string): Promise<LimitStatus> => {
    const [success, remaining, reset] = await redis.eval<unknown[], [number, number, number]>(
      script,
      [key],
      [count, windowMs, Date.now()],
    );
    return { success: success === 1, remaining, reset };
  };
  return () => ({
    limit: async (context, key) => ({
      ...(await run(CONSUME, context, key)),
      limit: count,
      pending: Promise.resolve(),
    }),
    getRemaining: async (context, key) => ({ ...(await run(PEEK, context, key)), limit: count }),
    resetTokens: async ({ redis }, key) => void (await redis.del(key)),
  });
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
