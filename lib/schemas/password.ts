import { charField, maxLength, storableText, type TextRule } from "./fields";
import { codePointLength, isDigits, strip, WORD } from "./python-text";

export const MIN_PASSWORD_LENGTH = 8;
export const MAX_PASSWORD_LENGTH = 256;
const MAX_SIMILARITY = 0.7;
const NOT_WORD = new RegExp(`[^${WORD}]+`, "u");

/** Of whom a password must not remind. */
export type PasswordOwner = { username?: string | undefined; email?: string | undefined };

let commonPasswords: ReadonlySet<string> = new Set();

/**
 * Sets the list of passwords that are too common. The server reads it at its start, a browser when
 * somebody enters a password field; until then no password counts as common.
 *
 * @param list a password a line, with no white space around it
 */
export function setCommonPasswords(list: string) {
  const passwords = new Set(list.split("\n"));
  passwords.delete("");
  commonPasswords = passwords;
}

/**
 * What is wrong with a password that somebody wants to set: Django's four validators in their order
 * (https://docs.djangoproject.com/en/5.2/topics/auth/passwords/#password-validation). No rule asks
 * for certain kinds of characters.
 *
 * @param minimum the least number of code points
 */
export function passwordProblems(
  password: string,
  owner: PasswordOwner,
  minimum = MIN_PASSWORD_LENGTH,
): string[] {
  const problems = similarityProblems(password, owner);
  if (codePointLength(password) < minimum) {
    problems.push(`This password is too short. It must contain at least ${minimum} characters.`);
  }
  if (commonPasswords.has(strip(password.toLowerCase()))) problems.push("This password is too common.");
  if (isDigits(password)) problems.push("This password is entirely numeric.");
  return problems;
}

// UserAttributeSimilarityValidator stops at the first attribute that is too similar.
function similarityProblems(password: string, owner: PasswordOwner): string[] {
  const lowered = password.toLowerCase();
  if (isSimilar(lowered, owner.username)) return ["The password is too similar to the username."];
  if (isSimilar(lowered, owner.email)) return ["The password is too similar to the email address."];
  return [];
}

function isSimilar(password: string, attribute: string | undefined): boolean {
  if (!attribute) return false;
  const value = attribute.toLowerCase();
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

/** Python's `SequenceMatcher.quick_ratio()`: the share of characters that both have, in any order. */
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

/** What cannot be a password at all, whosever it is. */
export const unusablePassword: TextRule = (password) => [
  ...maxLength(MAX_PASSWORD_LENGTH)(password),
  ...storableText(password),
];

/** A password as typed: never trimmed. What it must be like is `passwordProblems`. */
export const passwordField = charField([], { trim: false });

/** A password that somebody wants to set, for who reads the description of a form that holds the rules. */
export const newPasswordField = charField([], {
  trim: false,
  jsonSchema: { minLength: MIN_PASSWORD_LENGTH, maxLength: MAX_PASSWORD_LENGTH },
  description: "Any characters; not common, not only digits, unlike the username and the email.",
});
