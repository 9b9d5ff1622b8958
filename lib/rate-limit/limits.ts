import type { Env, Limit } from "@/lib/config/env";

/** Every rate limit: what it counts, and the setting with its size. */
export const LIMITS = {
  /** Registrations per client. */
  registration: (settings: Env) => settings.REGISTRATION_RATE_LIMIT,
  /** Lookups of taken usernames and email addresses by otherwise invalid requests, and of refused domains, per client. */
  nameLookup: (settings: Env) => settings.NAME_LOOKUP_RATE_LIMIT,
  /** Emails per recipient. */
  mail: (settings: Env) => settings.MAIL_RATE_LIMIT,
  /** Requested emails per recipient and day, so that nobody's mailbox can be flooded. */
  mailDaily: (settings: Env) => settings.MAIL_DAILY_RATE_LIMIT,
  /** Requested emails per client. */
  mailClient: (settings: Env) => settings.MAIL_CLIENT_RATE_LIMIT,
  /** API requests without a token, per client. */
  apiAnonymous: (settings: Env) => settings.API_ANONYMOUS_RATE_LIMIT,
  /** API requests with a token, per user. */
  apiUser: (settings: Env) => settings.API_USER_RATE_LIMIT,
  /** Failed logins per account and client: a stranger can't use up the owner's attempts. */
  loginAccount: (settings: Env) => settings.LOGIN_ACCOUNT_RATE_LIMIT,
  /** The same over longer windows, so that the wait grows with the number of guesses. */
  loginAccountHourly: (settings: Env) => settings.LOGIN_ACCOUNT_HOURLY_RATE_LIMIT,
  loginAccountDaily: (settings: Env) => settings.LOGIN_ACCOUNT_DAILY_RATE_LIMIT,
  /** Failed logins per account from all unknown clients together. Beyond that, a login needs a link by email. */
  loginGlobal: (settings: Env) => settings.LOGIN_GLOBAL_RATE_LIMIT,
  /** Wrong codes of authenticator apps per account, from all unknown clients together. */
  secondFactorGlobal: (settings: Env) => settings.SECOND_FACTOR_GLOBAL_RATE_LIMIT,
  /** Passkey logins and verifications begun, per client: each stores a challenge. */
  passkeyClient: (settings: Env) => settings.PASSKEY_CLIENT_RATE_LIMIT,
  /** Passkeys whose creation or use was begun in a session, per user. */
  passkeyUser: (settings: Env) => settings.PASSKEY_USER_RATE_LIMIT,
  /** Password reset emails per recipient. */
  passwordReset: (settings: Env) => settings.PASSWORD_RESET_RATE_LIMIT,
  /** Picture uploads per user: each is decoded and resized. */
  upload: (settings: Env) => settings.UPLOAD_RATE_LIMIT,
  /** Failed logins per client, to any account. */
  loginClient: (settings: Env) => settings.LOGIN_CLIENT_RATE_LIMIT,
  /** Requests to register the background jobs, per client: each makes the app call the job engine. */
  jobRegistration: (settings: Env) => settings.JOB_REGISTRATION_RATE_LIMIT,
} satisfies Record<string, (settings: Env) => Limit>;

export type LimitName = keyof typeof LIMITS;

/** The limits whose subject is the client's IP address. */
export const CLIENT_LIMITS: readonly LimitName[] = [
  "registration",
  "nameLookup",
  "mailClient",
  "apiAnonymous",
  "loginClient",
  "passkeyClient",
  "jobRegistration",
];
