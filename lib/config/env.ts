import * as z from "zod";

/** A limit as it is written in a setting: `2/1m` is two in a minute. */
export type Limit = { count: number; windowSeconds: number };

/** A secret with the version that is kept beside what was made with it. */
export type Pepper = { version: number; secret: string };

const SECONDS = { s: 1, m: 60, h: 60 * 60, d: 24 * 60 * 60 } as const;
const SECRET_LENGTH = 32;

const limit = z.string().transform((text, context): Limit => {
  const [, count, amount, unit] = /^(\d+)\/(\d+)([smhd])$/.exec(text) ?? [];
  const windowSeconds = Number(amount) * SECONDS[(unit ?? "s") as keyof typeof SECONDS];
  if (Number(count) > 0 && windowSeconds > 0) return { count: Number(count), windowSeconds };
  context.addIssue('Write count/window, such as "2/1m" (s, m, h or d).');
  return z.NEVER;
});

const pepper = z.string().transform((text, context): [Pepper, ...Pepper[]] => {
  // A plain secret is version 1, whatever characters are in it.
  const entries = /^\d{1,6}:/.test(text) ? text.split(/,(?=\d{1,6}:)/) : [`1:${text}`];
  const peppers = entries.map((entry): Pepper => {
    const colon = entry.indexOf(":");
    return { version: Number(entry.slice(0, colon)), secret: entry.slice(colon + 1) };
  });
  const [current, ...older] = peppers;
  const isUnique = new Set(peppers.map(({ version }) => version)).size === peppers.length;
  const isLong = peppers.every(({ secret }) => secret.length >= SECRET_LENGTH);
  if (current && isUnique && isLong) return [current, ...older];
  context.addIssue(
    `Give at least ${SECRET_LENGTH} random characters (openssl rand -base64 32); to change it, put the new one first: "2:new,1:old".`,
  );
  return z.NEVER;
});

const url = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `Give a full URL, such as ${example}.` });

const origins = z.string().transform((text, context): string[] => {
  const given = text
    .split(",")
    .map((origin) => origin.trim())
    .filter(Boolean);
  if (given.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin)) return given;
  context.addIssue("List origins, such as https://app.example.com,https://admin.example.com.");
  return z.NEVER;
});

const PORT_RANGE = "Give a port, from 0 to 65535.";
const port = z.coerce.number(PORT_RANGE).int(PORT_RANGE).min(0, PORT_RANGE).max(65535, PORT_RANGE);

const QUEUE_RANGE = "Give a whole number from 1 to 10000.";
const LIFETIME_RANGE = "Give a whole number of days, from 1 to 365.";

const TIMEOUT_RANGE = "Give a number of milliseconds from 100 to 60000.";

const days = z.coerce
  .number(LIFETIME_RANGE)
  .int(LIFETIME_RANGE)
  .min(1, LIFETIME_RANGE)
  .max(365, LIFETIME_RANGE);

const settings = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: port.default(3000),
  MAILBOX_PORT: port.default(8025),
  APP_URL: url(/^https?$/, "https://accounts.example.com").transform((text) => new URL(text).origin),
  DATABASE_URL: url(/^postgres(ql)?$/, "postgresql://user:password@host:5432/database"),
  UPSTASH_REDIS_REST_URL: url(/^https?$/, "https://name.upstash.io"),
  UPSTASH_REDIS_REST_TOKEN: z.string().min(1),
  REDIS_TIMEOUT_MS: z.coerce
    .number(TIMEOUT_RANGE)
    .int(TIMEOUT_RANGE)
    .min(100, TIMEOUT_RANGE)
    .max(60_000, TIMEOUT_RANGE)
    .default(900),
  INNGEST_BASE_URL: url(/^https?$/, "https://inngest.example.com").optional(),
  INNGEST_EVENT_KEY: z.string().min(1).optional(),
  INNGEST_SIGNING_KEY: z.string().min(1).optional(),
  INNGEST_DEV: z
    .string()
    .transform((text) => !/^(0|false|no|off)$/i.test(text))
    .optional(),
  RESEND_API_KEY: z.string().min(1),
  RESEND_BASE_URL: url(/^https?$/, "https://api.resend.com").default("https://api.resend.com"),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>\r\n]*<[^<>\s@]+@[^<>\s@]+>$|^[^<>\s@]+@[^<>\s@]+$/, 'Write "Name <address@example.com>".'),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .transform((text) => text.split(",").map((secret) => secret.trim()))
    .pipe(z.array(z.string().regex(/^whsec_[\w+/=-]+$/, "Copy it from Resend's page of webhooks: whsec_….")))
    .optional(),
  SUPPORT_EMAIL: z.email("Give an address.").default("support@realmfa.com"),
  PASSWORD_PEPPER: pepper,
  BCRYPT_COST: z.coerce
    .number("Give a number from 10 to 15.")
    .int("Give a whole number from 10 to 15.")
    .min(10, "Give at least 10: fewer rounds are too quick to guess.")
    .max(15, "Give at most 15: more rounds would hold every log-in for seconds.")
    .default(12),
  BENCHMARK_BCRYPT_COST: z.coerce.number("Give a number from 4 to 15.").int().min(4).max(15).optional(),
  PASSWORD_QUEUE_LENGTH: z.coerce
    .number(QUEUE_RANGE)
    .int(QUEUE_RANGE)
    .min(1, QUEUE_RANGE)
    .max(10_000, QUEUE_RANGE)
    .default(64),
  UNVERIFIED_LIFETIME_DAYS: days.default(7),
  SESSION_IDLE_DAYS: days.default(30),
  SESSION_MAX_AGE_DAYS: days.default(90),
  TRUSTED_PROXIES: z.coerce
    .number("Give the number of proxies before this app.")
    .int()
    .min(0)
    .max(10)
    .default(0),
  REGISTRATION_RATE_LIMIT: limit.prefault("2/1m"),
  NAME_LOOKUP_RATE_LIMIT: limit.prefault("20/1m"),
  MAIL_RATE_LIMIT: limit.prefault("1/1m"),
  API_ANONYMOUS_RATE_LIMIT: limit.prefault("100/1h"),
  API_USER_RATE_LIMIT: limit.prefault("1000/1h"),
  MAIL_DAILY_RATE_LIMIT: limit.prefault("10/1d"),
  MAIL_CLIENT_RATE_LIMIT: limit.prefault("10/10m"),
  LOGIN_ACCOUNT_RATE_LIMIT: limit.prefault("5/5m"),
  LOGIN_ACCOUNT_HOURLY_RATE_LIMIT: limit.prefault("15/1h"),
  LOGIN_ACCOUNT_DAILY_RATE_LIMIT: limit.prefault("40/1d"),
  LOGIN_GLOBAL_RATE_LIMIT: limit.prefault("100/1d"),
  PASSWORD_RESET_RATE_LIMIT: limit.prefault("5/1h"),
  UPLOAD_RATE_LIMIT: limit.prefault("30/1h"),
  LOGIN_CLIENT_RATE_LIMIT: limit.prefault("30/5m"),
  CORS_ALLOWED_ORIGINS: origins.prefault(""),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
  ALLOW_HTTP_LOCALHOST: z.stringbool().default(false),
});

/** Every setting, checked and in the units that the code works with. */
export type Env = z.output<typeof settings>;

/** All that is wrong with the settings, a line each: the variable, and what to set. */
export class EnvError extends Error {
  constructor(readonly problems: string[]) {
    super(`The settings are not complete:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}

/**
 * Reads the settings from environment variables.
 *
 * @throws {EnvError} naming every variable that is missing or wrong
 */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = settings.safeParse(given);
  const problems = (parsed.error?.issues ?? []).map(({ path, message }) => {
    const name = String(path[0]);
    return given[name] === undefined ? `${name} is missing. See .env.example.` : `${name}: ${message}`;
  });
  problems.push(...productionProblems(given));
  if (!parsed.success || problems.length > 0) throw new EnvError(problems);
  return { ...parsed.data, BCRYPT_COST: parsed.data.BENCHMARK_BCRYPT_COST ?? parsed.data.BCRYPT_COST };
}

// What may be left out or loose on a developer's machine, but not where real people register.
function productionProblems(given: Record<string, string | undefined>): string[] {
  if (given.NODE_ENV !== "production") return [];
  const problems: string[] = [];
  if (!given.INNGEST_EVENT_KEY)
    problems.push("INNGEST_EVENT_KEY is missing: without it no mail is sent at once.");
  if (!given.INNGEST_SIGNING_KEY) {
    problems.push("INNGEST_SIGNING_KEY is missing: without it anybody could run the app's jobs.");
  }
  if (given.INNGEST_DEV)
    problems.push("INNGEST_DEV: Remove it; it turns off the check of who runs the jobs.");
  const appUrl = URL.canParse(given.APP_URL ?? "") ? new URL(given.APP_URL ?? "") : undefined;
  const isLocal = appUrl?.hostname === "localhost";
  if (given.BENCHMARK_BCRYPT_COST && !isLocal) {
    problems.push(
      "BENCHMARK_BCRYPT_COST: Remove it; hashes as cheap as that are for benchmarks on localhost.",
    );
  }
  const mayUseHttp = /^(1|true|yes|on)$/i.test(given.ALLOW_HTTP_LOCALHOST ?? "") && isLocal;
  if (appUrl?.protocol === "http:" && !mayUseHttp) {
    problems.push("APP_URL: Use https; over http, sessions and passwords can be read on the way.");
  }
  return problems;
}

/** How much is logged; apart from the others, because the log is there before they are complete. */
export const logLevel = settings.shape.LOG_LEVEL.catch("info").parse(process.env.LOG_LEVEL || undefined);

let current: Env | undefined;

/**
 * The settings of this process, read once.
 *
 * @throws {EnvError} naming every variable that is missing or wrong
 */
export function env(): Env {
  current ??= readEnv(process.env);
  return current;
}
