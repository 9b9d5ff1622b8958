import * as z from "zod";

/** A rate limit. The setting `2/1m` stands for 2 requests a minute. */
export type Limit = { count: number; windowSeconds: number };

/** A password pepper and its version, which is stored with every hash made with it. */
export type Pepper = { version: number; secret: string };

/** Old names of settings and the new ones. An old name that is still set stops the app from starting. */
const RENAMED_SETTINGS = {
  LOGIN_EVERYWHERE_RATE_LIMIT: "LOGIN_GLOBAL_RATE_LIMIT",
  API_STRANGER_RATE_LIMIT: "API_ANONYMOUS_RATE_LIMIT",
  SESSION_LONGEST_DAYS: "SESSION_MAX_AGE_DAYS",
  SESSION_UNUSED_DAYS: "SESSION_IDLE_DAYS",
  RESET_RATE_LIMIT: "PASSWORD_RESET_RATE_LIMIT",
} as const;

const SECONDS = { s: 1, m: 60, h: 60 * 60, d: 24 * 60 * 60 } as const;
const MIN_PEPPER_LENGTH = 32;

const limit = z.string().transform((text, context): Limit => {
  const [, count, amount, unit] = /^(\d+)\/(\d+)([smhd])$/.exec(text) ?? [];
  const windowSeconds = Number(amount) * SECONDS[(unit ?? "s") as keyof typeof SECONDS];
  if (Number(count) > 0 && windowSeconds > 0) return { count: Number(count), windowSeconds };
  context.addIssue('Must be count/window, such as "2/1m" (s, m, h or d).');
  return z.NEVER;
});

const pepper = z.string().transform((text, context): [Pepper, ...Pepper[]] => {
  // A value without a version is version 1, even if the secret itself contains commas.
  const entries = /^\d{1,6}:/.test(text) ? text.split(/,(?=\d{1,6}:)/) : [`1:${text}`];
  const peppers = entries.map((entry): Pepper => {
    const colon = entry.indexOf(":");
    return { version: Number(entry.slice(0, colon)), secret: entry.slice(colon + 1) };
  });
  const [current, ...older] = peppers;
  const isUnique = new Set(peppers.map(({ version }) => version)).size === peppers.length;
  const isLong = peppers.every(({ secret }) => secret.length >= MIN_PEPPER_LENGTH);
  if (current && isUnique && isLong) return [current, ...older];
  context.addIssue(
    `Must be at least ${MIN_PEPPER_LENGTH} random characters (openssl rand -base64 32). To rotate it, put the new value first: "2:NEW,1:OLD".`,
  );
  return z.NEVER;
});

const url = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `Must be a full URL, such as ${example}.` });

const webUrl = url(/^https?$/, "https://example.com/terms");

const logoUrl = z.string().transform((text, context): string => {
  // `//host/logo.svg` is a URL without a scheme, not a path.
  if (/^\/(?![/\\])/.test(text)) return text;
  if (URL.canParse(text) && new URL(text).protocol === "https:") return new URL(text).href;
  context.addIssue(
    "Must be a URL with https, such as https://example.com/logo.svg, or a path of a file in public/, such as /logo.svg.",
  );
  return z.NEVER;
});

const origins = z.string().transform((text, context): string[] => {
  const given = text
    .split(",")
    .map((origin) => origin.trim())
    .filter(Boolean);
  if (given.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin)) return given;
  context.addIssue(
    "Must be a comma-separated list of origins, such as https://app.example.com,https://admin.example.com.",
  );
  return z.NEVER;
});

/** @param what names the number and its unit in the error, such as "a number of days" */
const wholeNumber = (min: number, max: number, what = "a whole number") => {
  const error = `Must be ${what} from ${min} to ${max}.`;
  return z.coerce.number(error).int(error).min(min, error).max(max, error);
};

const port = wholeNumber(0, 65_535, "a port");
const days = wholeNumber(1, 365, "a whole number of days");

const settings = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: port.default(3000),
  MAILBOX_PORT: port.default(8025),
  /** The name of the product on pages and in emails. */
  APP_NAME: z.string().trim().min(1).max(60).default("Real MFA"),
  APP_LOGO_URL: logoUrl.optional(),
  BRAND_COLOR: z
    .string()
    .regex(/^#[\da-f]{6}$/i, "Must be a color as #rrggbb, such as #0a7457.")
    .transform((text) => text.toLowerCase())
    .optional(),
  /** Whether `/` shows the landing page. Otherwise it leads to the login page. */
  LANDING: z.stringbool().default(true),
  DOCUMENTATION_URL: webUrl.optional(),
  SOURCE_URL: webUrl.optional(),
  TERMS_URL: webUrl.optional(),
  PRIVACY_URL: webUrl.optional(),
  /** Shows the gallery of components in production, too. For tests. */
  GALLERY: z.stringbool().default(false),
  APP_URL: url(/^https?$/, "https://accounts.example.com").transform((text) => new URL(text).origin),
  DATABASE_URL: url(/^postgres(ql)?$/, "postgresql://user:password@host:5432/database"),
  /** How long a page waits for the database to tell who is logged in. */
  PAGE_TIMEOUT_MS: wholeNumber(100, 60_000, "a number of milliseconds").default(2_000),
  UPSTASH_REDIS_REST_URL: url(/^https?$/, "https://name.upstash.io"),
  UPSTASH_REDIS_REST_TOKEN: z.string().min(1),
  REDIS_TIMEOUT_MS: wholeNumber(100, 60_000, "a number of milliseconds").default(900),
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
    .regex(
      /^[^<>\r\n]*<[^<>\s@]+@[^<>\s@]+>$|^[^<>\s@]+@[^<>\s@]+$/,
      'Must look like "Name <name@example.com>".',
    ),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .transform((text) => text.split(",").map((secret) => secret.trim()))
    .pipe(
      z.array(
        z.string().regex(/^whsec_[\w+/=-]+$/, "Must be the signing secret of a Resend webhook (whsec_…)."),
      ),
    )
    .optional(),
  SUPPORT_EMAIL: z.email("Must be an email address.").default("support@realmfa.com"),
  PASSWORD_PEPPER: pepper,
  // Below 10 a hash is too quick to guess; above 15 every login would take seconds.
  // https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#bcrypt
  BCRYPT_COST: wholeNumber(10, 15).default(12),
  BENCHMARK_BCRYPT_COST: wholeNumber(4, 15).optional(),
  PASSWORD_QUEUE_LENGTH: wholeNumber(1, 10_000).default(64),
  UNVERIFIED_LIFETIME_DAYS: days.default(7),
  SESSION_IDLE_DAYS: days.default(30),
  SESSION_MAX_AGE_DAYS: days.default(90),
  TRUSTED_PROXIES: wholeNumber(0, 10, "the number of reverse proxies in front of the app,").default(0),
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
  JOB_REGISTRATION_RATE_LIMIT: limit.prefault("30/1m"),
  CORS_ALLOWED_ORIGINS: origins.prefault(""),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
  ALLOW_HTTP_LOCALHOST: z.stringbool().default(false),
});

/** Every setting, validated and converted to the units that the code uses. */
export type Env = z.output<typeof settings>;

/** Lists every problem with the settings, one line each: the variable and what it must be. */
export class EnvError extends Error {
  constructor(readonly problems: string[]) {
    super(`Invalid configuration:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}

/**
 * Reads the settings from environment variables. A variable that is set to "" counts as not set.
 *
 * @throws {EnvError} naming every variable that is missing, invalid or renamed
 */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = settings.safeParse(given);
  const problems = (parsed.error?.issues ?? []).map(({ path, message }) => {
    const name = String(path[0]);
    return given[name] === undefined ? `${name} is required. See .env.example.` : `${name}: ${message}`;
  });
  problems.push(...renamedProblems(given), ...productionProblems(given));
  if (!parsed.success || problems.length > 0) throw new EnvError(problems);
  return { ...parsed.data, BCRYPT_COST: parsed.data.BENCHMARK_BCRYPT_COST ?? parsed.data.BCRYPT_COST };
}

// An ignored old name would silently put the default in place of the limit that an operator chose.
function renamedProblems(given: Record<string, string | undefined>): string[] {
  return Object.entries(RENAMED_SETTINGS)
    .filter(([oldName]) => given[oldName] !== undefined)
    .map(([oldName, newName]) => `${oldName} was renamed to ${newName}.`);
}

// These settings are optional, or may be lax, on a developer's machine but not in production.
function productionProblems(given: Record<string, string | undefined>): string[] {
  if (given.NODE_ENV !== "production") return [];
  const problems: string[] = [];
  if (!given.INNGEST_EVENT_KEY) {
    problems.push("INNGEST_EVENT_KEY is required to trigger email delivery immediately.");
  }
  if (!given.INNGEST_SIGNING_KEY) {
    problems.push("INNGEST_SIGNING_KEY is required. Without it, anyone could run the app's jobs.");
  }
  if (given.INNGEST_DEV) {
    problems.push("INNGEST_DEV: Must not be set in production. It turns off signature verification.");
  }
  const appUrl = URL.canParse(given.APP_URL ?? "") ? new URL(given.APP_URL ?? "") : undefined;
  const isLocal = appUrl?.hostname === "localhost";
  if (given.BENCHMARK_BCRYPT_COST && !isLocal) {
    problems.push(
      "BENCHMARK_BCRYPT_COST: Must not be set unless APP_URL is on localhost. It makes hashes too weak.",
    );
  }
  const mayUseHttp = /^(1|true|yes|on)$/i.test(given.ALLOW_HTTP_LOCALHOST ?? "") && isLocal;
  if (appUrl?.protocol === "http:" && !mayUseHttp) {
    problems.push("APP_URL: Must use https. Over http, passwords and sessions can be intercepted.");
  }
  return problems;
}

/** The log level, parsed separately because the logger must work before the other settings are valid. */
export const logLevel = settings.shape.LOG_LEVEL.catch("info").parse(process.env.LOG_LEVEL || undefined);

let current: Env | undefined;

/**
 * Returns the settings of this process. They are read once.
 *
 * @throws {EnvError} naming every variable that is missing, invalid or renamed
 */
export function env(): Env {
  current ??= readEnv(process.env);
  return current;
}
