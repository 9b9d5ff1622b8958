import type { RatelimitConfig } from "@upstash/ratelimit";
import type { Limit } from "@/lib/config/env";

type Algorithm = RatelimitConfig["limiter"];
type Context = Parameters<ReturnType<Algorithm>["limit"]>[0];

/** Where a subject stands: whether one more passes, and when the next one will, in epoch milliseconds. */
export type LimitStatus = { success: boolean; remaining: number; reset: number };

// The times of the requests that passed, oldest first, as one text: what a script calls is paid for
// command by command, and this calls two. The scripts take the key, then: limit, window and now in ms.
const READ = `
local times, now, window = {}, tonumber(ARGV[3]), tonumber(ARGV[2])
for time in string.gmatch(redis.call("GET", KEYS[1]) or "", "%d+") do
  if tonumber(time) > now - window then times[#times + 1] = time end
end`;

const TAKE = `${READ}
if #times >= tonumber(ARGV[1]) then return { 0, 0, tonumber(times[1]) + window } end
times[#times + 1] = ARGV[3]
redis.call("SET", KEYS[1], table.concat(times, " "), "PX", ARGV[2])
return { 1, ARGV[1] - #times, now + window }`;

const LOOK = `${READ}
if #times >= tonumber(ARGV[1]) then return { 0, 0, tonumber(times[1]) + window } end
return { 1, ARGV[1] - #times, now }`;

/**
 * An algorithm for @upstash/ratelimit that keeps the time of each request. The library's own ones
 * count by fixed windows and let up to twice the limit pass around a window's edge, which for a limit
 * of one a minute is no limit. Meant for counts up to a thousand, as each request is read again.
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
      ...(await run(TAKE, context, key)),
      limit: count,
      pending: Promise.resolve(),
    }),
    getRemaining: async (context, key) => ({ ...(await run(LOOK, context, key)), limit: count }),
    resetTokens: async ({ redis }, key) => void (await redis.del(key)),
  });
}

/** The same log in this process alone, for when Redis cannot be reached. */
export class InMemoryLog {
  private readonly times = new Map<string, number[]>();
  private static readonly MAX_SUBJECTS = 10_000;

  take(key: string, { count, windowSeconds }: Limit): LimitStatus {
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
    if (this.times.size > InMemoryLog.MAX_SUBJECTS && longestUntouched) this.times.delete(longestUntouched);
  }
}
