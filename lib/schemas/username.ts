import { charField, described, maxLength, storableText, type TextRule } from "./fields";
import { WORD } from "./python-text";

const MAX_USERNAME_LENGTH = 150;
const ALLOWED = new RegExp(`^[${WORD}.@+-]+$`, "u");
// Invisible letters, such as the Hangul fillers, would make two usernames look alike.
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

// Django's UnicodeUsernameValidator. The normalized form is checked too, because NFKC can turn one allowed letter
// into several, or into a space.
const validUsername: TextRule = (text) => {
  const forms = [text, normalizeUsername(text)];
  return forms.every((form) => ALLOWED.test(form) && !INVISIBLE.test(form)) ? [] : ["invalid_username"];
};

const normalizedLength: TextRule = (text) => {
  const problems = maxLength(MAX_USERNAME_LENGTH);
  const asTyped = problems(text);
  return asTyped.length > 0 ? asTyped : problems(normalizeUsername(text));
};

/** Returns a username as it is stored and shown, like Django's `normalize_username`. */
export function normalizeUsername(username: string): string {
  return username.normalize("NFKC");
}

/** Returns a username as it is compared: NFKC, case-insensitive. Upper-casing makes ẞ, ß and ss equal. */
export function canonicalUsername(username: string): string {
  return normalizeUsername(username).toLowerCase().toUpperCase().toLowerCase().normalize("NFKC");
}

export const usernameField = charField(
  [
    described(validUsername, { pattern: ALLOWED.source }),
    described(normalizedLength, { maxLength: MAX_USERNAME_LENGTH }),
    storableText,
  ],
  { description: "Case-insensitive; Unicode-normalized (NFKC)." },
);
