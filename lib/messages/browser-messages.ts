import { type Catalogue, type FieldCode, type Message, textOf } from "./message";

/** Codes that only the server can find; see `form-messages.ts`. */
export type ServerOnlyCode =
  | "username_taken"
  | "username_reserved"
  | "username_confusable"
  | "email_taken"
  | "same_email"
  | "password_context_word"
  | "email_unreachable"
  | "email_disposable"
  | "verification_code_incorrect"
  | "verification_code_expired"
  | "verification_code_attempts"
  | "incorrect_password"
  | "incorrect_code"
  | "code_used"
  | "passkey_invalid"
  | "passkey_unknown"
  | "passkey_expired"
  | "passkey_copied"
  | "passkey_exists"
  | "passkey_limit"
  | "authenticator_limit"
  | "passkey_unverified"
  | "last_admin"
  | "confirmation_mismatch"
  | "password_needed";

/** What a form says at a field that was left empty. */
const EMPTY: Record<string, string> = {
  username: "Enter a username.",
  email: "Enter your email address.",
  password: "Enter a password.",
  password2: "Enter the password again.",
  current_password: "Enter your current password.",
  code: "Enter the code from the email.",
};
const EMPTY_OTHER = "Fill in this field.";
const NOT_ALLOWED = "Some characters can't be stored. Type the text again.";

/** What the pages say about rules that a browser checks as well. Each text names the rule and how to meet it. */
export const BROWSER_MESSAGES: Catalogue<Exclude<FieldCode, ServerOnlyCode>> = {
  required: EMPTY_OTHER,
  blank: EMPTY_OTHER,
  max_length: (limit) => `Use ${limit} characters or fewer.`,
  min_length: (limit) => `Use at least ${limit} characters.`,
  null_character: NOT_ALLOWED,
  surrogate_character: NOT_ALLOWED,
  invisible_character: (character) => `Remove the invisible character ${character}.`,
  invalid_username: "Use only letters, numbers and these characters: . _ - + @",
  invalid_email: "Enter an email address like name@example.com.",
  invalid_phone_number: "Enter a valid phone number with country code, e.g. +1 555 123 4567.",
  verification_code_format: "Enter the 6 digits of the code from the email.",
  password_too_short: (minimum) => `Use at least ${minimum} characters.`,
  password_too_common: "This password is too common. Choose another.",
  password_numeric: "Don't use only numbers.",
  password_like_username: "Don't use a password like your username.",
  password_like_email: "Don't use a password like your email address.",
  password_mismatch: "Passwords don't match.",
};

/** Returns the text of a message at a form's field; `undefined` for what only the server can find. */
export function browserMessage(message: Message, field = ""): string | undefined {
  return message === "blank" || message === "required"
    ? (EMPTY[field] ?? EMPTY_OTHER)
    : textOf(message, BROWSER_MESSAGES);
}
