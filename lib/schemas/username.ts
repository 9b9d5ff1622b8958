import { charField, described, maxLength, storableText, type TextRule } from "./fields";
import { WORD } from "./python-text";

const MAX_USERNAME_LENGTH = 150;
const ALLOWED = new RegExp(`^[${WORD}.@+-]+$`, "u");
// Letters that show nothing, such as the Hangul fillers, would make two names look alike.
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const INVALID =
  "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.";

// Django's UnicodeUsernameValidator; held against the normalized form too, because NFKC can turn
// one allowed letter into many, or into a space.
const validUsername: TextRule = (text) => {
  const forms = [text, normalizeUsername(text)];
  return forms.every((form) => ALLOWED.test(form) && !INVISIBLE.test(form)) ? [] : [INVALID];
};

const normalizedLength: TextRule = (text) => {
  const problems = maxLength(MAX_USERNAME_LENGTH);
  const asTyped = problems(text);
  return asTyped.length > 0 ? asTyped : problems(normalizeUsername(text));
};

/** The form in which a username is stored and shown, as Django's `normalize_username` makes it. */
export function normalizeUsername(username: string): string {
  return username.normalize("NFKC");
}

/** The form in which usernames are compared: NFKC and without case; by way of capitals, so that ẞ, ß and ss are one. */
export function canonicalUsername(username: string): string {
  return normalizeUsername(username).toLowerCase().toUpperCase().toLowerCase().normalize("NFKC");
}

export const usernameField = charField(
  [
    described(validUsername, { pattern: ALLOWED.source }),
    described(normalizedLength, { maxLength: MAX_USERNAME_LENGTH }),
    storableText,
  ],
  { description: "Compared without case, in NFKC." },
);
