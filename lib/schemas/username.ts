import { charField, described, maxLength, storableText, type TextRule } from "./fields";
import { invisibleCharacter, trimInvisible } from "./invisible-characters";
import { WORD } from "./python-text";

const MAX_USERNAME_LENGTH = 150;
// Normalizing takes time proportional to the square of the number of combining marks in a row. At most six UTF-16 units
// are composed into one character, so a text beyond this is too long in any form.
const MAX_NORMALIZED_LENGTH = 8 * MAX_USERNAME_LENGTH;
const ALLOWED = new RegExp(`^[${WORD}.@+-]+$`, "u");

// Django's UnicodeUsernameValidator. Some letters, such as the Hangul fillers, are invisible: they would make two
// usernames look alike.
const validUsername: TextRule = (text) => {
  const invisible = invisibleCharacter(text);
  if (invisible.length > 0) return invisible;
  return ALLOWED.test(text) ? [] : ["invalid_username"];
};

/** Returns a username as it is checked, stored and shown: NFKC, like Django's `normalize_username`. */
export function normalizeUsername(username: string): string {
  return username.length > MAX_NORMALIZED_LENGTH ? username : username.normalize("NFKC");
}

/** Returns a username as it is compared: NFKC, case-insensitive. Upper-casing makes ẞ, ß and ss equal. */
export function canonicalUsername(username: string): string {
  return normalizeUsername(normalizeUsername(username).toLowerCase().toUpperCase().toLowerCase());
}

export const usernameField = charField(
  [described(validUsername, { pattern: ALLOWED.source }), maxLength(MAX_USERNAME_LENGTH), storableText],
  {
    trim: trimInvisible,
    clean: normalizeUsername,
    description: "Case-insensitive; Unicode-normalized (NFKC) before it is checked.",
  },
);
