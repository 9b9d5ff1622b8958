import * as z from "zod";

// The types of settings: what their texts mean, and what the error says if they mean nothing.

/** A rate limit. The setting `2/1m` stands for 2 requests a minute. */
export type Limit = { count: number; windowSeconds: number };

/** A password pepper and its version, which is stored with every hash made with it. */
export type Pepper = { version: number; secret: string };

const ROLES = ["admin", "manager", "user"] as const;
type Role = (typeof ROLES)[number];

const SECONDS = { s: 1, m: 60, h: 60 * 60, d: 24 * 60 * 60 } as const;
const MIN_PEPPER_LENGTH = 32;

/** A rate limit, such as `2/1m`. */
export const limit = z.string().transform((text, context): Limit => {
  const [, count, amount, unit] = /^(\d+)\/(\d+)([smhd])$/.exec(text) ?? [];
  const windowSeconds = Number(amount) * SECONDS[(unit ?? "s") as keyof typeof SECONDS];
  if (Number(count) > 0 && windowSeconds > 0) return { count: Number(count), windowSeconds };
  context.addIssue('Must be count/window, such as "2/1m" (s, m, h or d).');
  return z.NEVER;
});

/** One or more versions of the pepper, the current one first. */
export const pepper = z.string().transform((text, context): [Pepper, ...Pepper[]] => {
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

/** A full URL with one of some protocols. */
export const url = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `Must be a full URL, such as ${example}.` });

/** The URL of a web page. */
export const webUrl = url(/^https?$/, "https://example.com/terms");

/** The URL of a picture, or its path. */
export const logoUrl = z.string().transform((text, context): string => {
  // `//host/logo.svg` is a URL without a scheme, not a path.
  if (/^\/(?![/\\])/.test(text)) return text;
  if (URL.canParse(text) && new URL(text).protocol === "https:") return new URL(text).href;
  context.addIssue(
    "Must be a URL with https, such as https://example.com/logo.svg, or a path of a file in public/, such as /logo.svg.",
  );
  return z.NEVER;
});

/** Origins, separated by commas. */
export const origins = z.string().transform((text, context): string[] => {
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

/**
 * A whole number in a range.
 *
 * @param what names the number and its unit in the error, such as "a number of days"
 */
export const wholeNumber = (min: number, max: number, what = "a whole number") => {
  const error = `Must be ${what} from ${min} to ${max}.`;
  return z.coerce.number(error).int(error).min(min, error).max(max, error);
};

/** The number of a port. */
export const port = wholeNumber(0, 65_535, "a port");
/** A number of days. */
export const days = wholeNumber(1, 365, "a whole number of days");

/** Roles, separated by commas, or `none`. */
export const roles = z.string().transform((text, context): Role[] => {
  const given = text.split(",").map((role) => role.trim());
  if (text.trim() === "none") return [];
  if (given.every((role): role is Role => ROLES.some((known) => known === role))) return given;
  context.addIssue(`Must be none, or roles separated by commas: ${ROLES.join(", ")}.`);
  return z.NEVER;
});
