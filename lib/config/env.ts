import * as z from "zod";
import {
  days,
  limit,
  logoUrl,
  origins,
  pepper,
  port,
  roles,
  url,
  webUrl,
  wholeNumber,
} from "./setting-types";

export type { Limit, Pepper } from "./setting-types";

/** Old names of settings and the new ones. An old name that is still set stops the app from starting. */
const RENAMED_SETTINGS = {
  LOGIN_EVERYWHERE_RATE_LIMIT: "LOGIN_GLOBAL_RATE_LIMIT",
  API_STRANGER_RATE_LIMIT: "API_ANONYMOUS_RATE_LIMIT",
  SESSION_LONGEST_DAYS: "SESSION_MAX_AGE_DAYS",
  SESSION_UNUSED_DAYS: "SESSION_IDLE_DAYS",
  RESET_RATE_LIMIT: "PASSWORD_RESET_RATE_LIMIT",
} as const;

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
  /** How long a page waits for the session, and one without a login for what it shows. */
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
  /** The path of a database in MaxMind's format that gives the place of an IP address. */
  GEOIP_DATABASE: z.string().optional(),
  PASSWORD_PEPPER: pepper,
  // Below 10 a hash is too quick to guess; above 15 every login would take seconds.
  // https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#bcrypt
  BCRYPT_COST: wholeNumber(10, 15).default(12),
  BENCHMARK_BCRYPT_COST: wholeNumber(4, 15).optional(),
  PASSWORD_QUEUE_LENGTH: wholeNumber(1, 10_000).default(64),
  UNVERIFIED_LIFETIME_DAYS: days.default(7),
  /** How long audit events are kept. The database refuses less. */
  AUDIT_RETENTION_DAYS: wholeNumber(31, 36_500, "a whole number of days").default(400),
  /** Whether people are told by email that an admin impersonates them. */
  IMPERSONATION_EMAIL: z.stringbool().default(true),
  /** Whether the API verifies an address only with a proof that the caller knows the password. */
  VERIFY_API_REQUIRES_PROOF: z.stringbool().default(true),
  /** Whether answers may reveal which addresses have an account: `friendly` says that an address is taken. */
  ENUMERATION: z.enum(["friendly", "strict"]).default("friendly"),
  /** Whether the DNS is asked if the domain of a new address receives email, and whether the address is then refused. */
  EMAIL_DOMAIN_CHECK: z.enum(["off", "warn", "refuse"]).default("off"),
  /** The path of a list of domains for disposable addresses, one a line. */
  DISPOSABLE_DOMAINS: z.string().optional(),
  SESSION_IDLE_DAYS: days.default(30),
  SESSION_MAX_AGE_DAYS: days.default(90),
  ADMIN_SESSION_IDLE_MINUTES: wholeNumber(10, 24 * 60, "a number of minutes").default(30),
  ADMIN_SESSION_MAX_AGE_HOURS: wholeNumber(1, 24 * 30, "a number of hours").default(12),
  MFA_REQUIRED_FOR: roles.prefault("admin"),
  /** 0: only an operator can reset second factors. The links in the notices live for a week. */
  MFA_RESET_DELAY_HOURS: wholeNumber(0, 168, "a number of hours").default(72),
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
  LOGIN_GLOBAL_RATE_LIMIT: limit.prefault("100/30d"),
  PASSKEY_CLIENT_RATE_LIMIT: limit.prefault("60/5m"),
  PASSKEY_USER_RATE_LIMIT: limit.prefault("30/5m"),
  SECOND_FACTOR_GLOBAL_RATE_LIMIT: limit.prefault("100/30d"),
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
