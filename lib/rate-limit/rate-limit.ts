import { Ratelimit } from "@upstash/ratelimit";
import { type Env, env, type Limit } from "@/lib/config/env";
import { sha256 } from "@/lib/crypto/secrets";
import { describeError, log } from "@/lib/observability/log";
import { redis } from "@/lib/redis/client";
import { LocalLog, type Standing, slidingLog } from "./sliding-log";

/** Every limit there is: what it counts, and the setting that says how many. */
const LIMITS = {
  /** Registrations, by client address. */
  registration: (settings: Env) => settings.REGISTRATION_RATE_LIMIT,
  /** Asking, with a form that is wrong elsewhere, whether a name is taken; by client address. */
  nameLookup: (settings: Env) => settings.NAME_LOOKUP_RATE_LIMIT,
  /** Mails, by the address that they go to. */
  mail: (settings: Env) => settings.MAIL_RATE_LIMIT,
  /** Mails that were asked for anew, by the address that they go to: nobody's mailbox is to be filled. */
  mailDaily: (settings: Env) => settings.MAIL_DAILY_RATE_LIMIT,
  /** Mails that were asked for anew, by client address. */
  mailClient: (settings: Env) => settings.MAIL_CLIENT_RATE_LIMIT,
  /** Requests to the API of who is not logged in, by client address. */
  apiStranger: (settings: Env) => settings.API_STRANGER_RATE_LIMIT,
  /** Requests to the API of who is, by user. */
  apiUser: (settings: Env) => settings.API_USER_RATE_LIMIT,
  /** Log-ins to one account from one client address: a stranger cannot use up the owner's. */
  loginAccount: (settings: Env) => settings.LOGIN_ACCOUNT_RATE_LIMIT,
  /** The same over longer times, so that who goes on guessing waits longer and longer. */
  loginAccountHourly: (settings: Env) => settings.LOGIN_ACCOUNT_HOURLY_RATE_LIMIT,
  loginAccountDaily: (settings: Env) => settings.LOGIN_ACCOUNT_DAILY_RATE_LIMIT,
  /** Log-ins to one account from clients that it does not know. */
  loginEverywhere: (settings: Env) => settings.LOGIN_EVERYWHERE_RATE_LIMIT,
  /** Links to choose a new password, by the address that they go to. */
  reset: (settings: Env) => settings.RESET_RATE_LIMIT,
  /** Pictures, by user: each is unpacked and shrunk. */
  upload: (settings: Env) => settings.UPLOAD_RATE_LIMIT,
  /** Log-ins from one client address, to whichever accounts. */
  loginClient: (settings: Env) => settings.LOGIN_CLIENT_RATE_LIMIT,
} satisfies Record<string, (settings: Env) => Limit>;

export type LimitName = keyof typeof LIMITS;

/** Beyond this a log is read too slowly, and what is let through twice around a window's edge matters little. */
const LONGEST_LOG = 1_000;
/** For how long nobody asks Redis after it did not answer: who takes from several limits waits for it once. */
const REST_MS = 1_000;
const limiters = new Map<LimitName, Ratelimit>();

// Next loads a module anew for each of its bundles; what this process knows is to be there once.
const shared = globalThis as { limitsHere?: { log: LocalLog; redisIsAwayUntil: number } };
shared.limitsHere ??= { log: new LocalLog(), redisIsAwayUntil: 0 };
const inProcess = shared.limitsHere;

function limiter(name: LimitName): Ratelimit {
  const known = limiters.get(name);
  if (known) return known;
  const limit = LIMITS[name](env());
  const made = new Ratelimit({
    redis: redis(),
    limiter:
      limit.count > LONGEST_LOG
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
export async function takeFromLimit(name: LimitName, subject: string): Promise<number> {
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
export async function takeFromLimits(limits: readonly (readonly [LimitName, string])[]): Promise<number> {
  for (const [name, subject] of limits) {
    const wait = await takeFromLimit(name, subject);
    if (wait > 0) return wait;
  }
  return 0;
}

async function askRedis(name: LimitName, key: string): Promise<Standing> {
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

function waitSeconds({ success, reset }: Standing): number {
  return success ? 0 : Math.max(1, Math.ceil((reset - Date.now()) / 1000));
}
