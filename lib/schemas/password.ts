import type { Message } from "@/lib/messages/message";
import { charField, maxLength, storableText, type TextRule } from "./fields";
import { MIN_PASSWORD_LENGTH } from "./password-length";
import { codePointLength, isDigits, strip, WORD } from "./python-text";

export const MAX_PASSWORD_LENGTH = 256;
// Normalizing takes time proportional to the square of the number of combining marks in a row. At most six UTF-16 units
// are composed into one character, so a text beyond this is too long in any form.
const MAX_NORMALIZED_LENGTH = 8 * MAX_PASSWORD_LENGTH;
const MAX_SIMILARITY = 0.7;
const NOT_WORD = new RegExp(`[^${WORD}]+`, "u");

/** Whose username and email address a password must not resemble. */
export type PasswordOwner = { username?: string | undefined; email?: string | undefined };

let commonPasswords: ReadonlySet<string> = new Set();

/**
 * Sets the list of common passwords. The server reads it at startup, a browser when a password field is focused;
 * until then no password counts as common.
 *
 * @param list one password per line, without surrounding whitespace
 */
export function setCommonPasswords(list: string) {
  const passwords = new Set(list.split("\n"));
  passwords.delete("");
  commonPasswords = passwords;
}

let isContextWord: (password: string) => boolean = () => false;

/** Sets the rule for the names of the product and its owner. Only the server has it; it knows the settings. */
export function setContextWordRule(rule: (password: string) => boolean) {
  isContextWord = rule;
}

/** Returns a password as it is checked and hashed: NFKC (NIST SP 800-63B, section 3.1.1.2). */
export function normalizePassword(password: string): string {
  return isTooLongToNormalize(password) ? password : password.normalize("NFKC");
}

/** Returns whether a text is longer than any password, however it is composed. */
export function isTooLongToNormalize(password: string): boolean {
  return password.length > MAX_NORMALIZED_LENGTH;
}

/**
 * Returns the problems of a new password: Django's four validators, in their order
 * (https://docs.djangoproject.com/en/5.2/topics/auth/passwords/#password-validation), and context words (ASVS 6.2.11).
 * There are no composition rules (NIST SP 800-63B, section 3.1.1.2).
 *
 * @param minimum the minimum number of code points
 */
export function passwordProblems(
  typed: string,
  owner: PasswordOwner,
  minimum = MIN_PASSWORD_LENGTH,
): Message[] {
  const password = normalizePassword(typed);
  const problems = similarityProblems(password, owner);
  // A single ligature can stand for many letters, but is typed and guessed as one.
  if (Math.min(codePointLength(typed), codePointLength(password)) < minimum) {
    problems.push(`password_too_short:${minimum}`);
  }
  if (commonPasswords.has(strip(password.toLowerCase()))) problems.push("password_too_common");
  else if (isContextWord(password)) problems.push("password_context_word");
  if (isDigits(password)) problems.push("password_numeric");
  return problems;
}

// UserAttributeSimilarityValidator stops at the first attribute that is too similar.
function similarityProblems(password: string, owner: PasswordOwner): Message[] {
  const lowered = password.toLowerCase();
  if (isSimilar(lowered, owner.username)) return ["password_like_username"];
  if (isSimilar(lowered, owner.email)) return ["password_like_email"];
  return [];
}

function isSimilar(password: string, attribute: string | undefined): boolean {
  if (!attribute) return false;
  const value = attribute.normalize("NFKC").toLowerCase();
  return [...value.split(NOT_WORD), value].some(
    (part) => !isMuchLonger(password, part) && quickRatio(password, part) >= MAX_SIMILARITY,
  );
}

// Django's exceeds_maximum_length_ratio.
function isMuchLonger(password: string, part: string): boolean {
  const length = codePointLength(password);
  const partLength = codePointLength(part);
  return length >= 10 * partLength && partLength < (MAX_SIMILARITY / 2) * length;
}

/** Python's `SequenceMatcher.quick_ratio()`: the share of characters that both texts have, in any order. */
function quickRatio(left: string, right: string): number {
  const available = new Map<string, number>();
  let total = 0;
  for (const character of right) {
    available.set(character, (available.get(character) ?? 0) + 1);
    total++;
  }
  let matches = 0;
  for (const character of left) {
    const count = available.get(character) ?? 0;
    if (count > 0) matches++;
    available.set(character, count - 1);
    total++;
  }
  return total === 0 ? 1 : (2 * matches) / total;
}

/** Rejects texts that can't be a password of anyone. */
export const unusablePassword: TextRule = (password) => [
  ...maxLength(MAX_PASSWORD_LENGTH)(normalizePassword(password)),
  ...storableText(password),
];

/** A password as typed: never trimmed, and not checked against `passwordProblems`. */
export const passwordField = charField([], { trim: false });

/** A new password. Its form checks `passwordRules`; the description is for the OpenAPI document. */
export const newPasswordField = charField([], {
  trim: false,
  jsonSchema: { minLength: MIN_PASSWORD_LENGTH, maxLength: MAX_PASSWORD_LENGTH },
  description: "Must not be a common password, all digits, or similar to the username or email.",
});
