import { type Catalogue, type Message, textOf } from "./message";

/** What a form says at a field that was left empty. */
const EMPTY: Record<string, string> = {
  username: "Enter a username.",
  email: "Enter your email address.",
  password: "Enter a password.",
  password2: "Enter the password again.",
  current_password: "Enter your current password.",
};
const EMPTY_OTHER = "Fill in this field.";
const NOT_ALLOWED = "This field contains characters that can't be stored.";
const CANT_BE_SENT = "This value can't be used.";

/** What the pages say. Each text names the rule and how to meet it. */
const FORM_MESSAGES: Catalogue = {
  required: EMPTY_OTHER,
  null: EMPTY_OTHER,
  blank: EMPTY_OTHER,
  not_a_string: CANT_BE_SENT,
  not_a_boolean: CANT_BE_SENT,
  not_an_object: CANT_BE_SENT,
  no_data: CANT_BE_SENT,
  invalid_choice: CANT_BE_SENT,
  max_length: (limit) => `Use ${limit} characters or fewer.`,
  min_length: (limit) => `Use at least ${limit} characters.`,
  null_character: NOT_ALLOWED,
  surrogate_character: NOT_ALLOWED,
  invisible_character: (character) => `Remove the invisible character ${character}.`,
  invalid_username: "Use only letters, numbers and . _ - + @",
  username_taken: "This username is taken.",
  username_reserved: "This username is reserved. Choose another one.",
  username_confusable: "This username looks too much like another one. Choose a different one.",
  invalid_email: "Enter a valid email address.",
  email_taken: "An account with this email already exists.",
  same_email: "This is already your email address.",
  invalid_phone_number: "Enter a valid phone number with country code, e.g. +1 555 123 4567.",
  password_too_short: (minimum) => `Use at least ${minimum} characters.`,
  password_too_common: "This password is too common.",
  password_context_word: "Don't use the name of this service as your password.",
  password_numeric: "Your password can't be only numbers.",
  password_like_username: "Your password is too similar to your username.",
  password_like_email: "Your password is too similar to your email address.",
  password_mismatch: "Passwords don't match.",
  incorrect_password: "Incorrect password.",
  password_needed: "Enter your password to continue.",
  token_used: CANT_BE_SENT,
  token_invalid: CANT_BE_SENT,
  not_an_image: "We couldn't read that file. Upload a JPEG, PNG, GIF or WebP image.",
  image_too_large: "That image is too large. The limit is 5 MB.",
  image_too_many_pixels: "That image has too many pixels. Upload a smaller version.",
  image_is_heic: "HEIC images aren't supported. Upload a JPEG or PNG instead.",
};

/** Returns the text of a message at a form's field. */
export function formMessage(message: Message, field = ""): string {
  return message === "blank" || message === "required"
    ? (EMPTY[field] ?? EMPTY_OTHER)
    : textOf(message, FORM_MESSAGES);
}

export const TRY_AGAIN = "Something went wrong on our end. Try again in a moment.";

export const NOT_SAVED =
  "Something went wrong on our end, and your changes weren't saved. Try again in a moment.";

export const SESSION_EXPIRED = "Your session has expired. Log in again.";

export const ALREADY_SUBMITTED = "This form was already submitted. Reload the page and try again.";

export const tooManyRequests = (seconds: number) =>
  `Too many requests. Try again in ${formatDuration(seconds)}.`;

export const overloaded = (seconds: number) =>
  `We're experiencing high traffic. Try again in ${formatDuration(seconds)}.`;

const UNITS = [
  [24 * 60 * 60, "day"],
  [60 * 60, "hour"],
  [60, "minute"],
] as const;

/** Formats a number of seconds, rounded up: `90` as "2 minutes", `1` as "1 second". */
export function formatDuration(seconds: number): string {
  const [length, unit] = UNITS.find(([length]) => seconds >= length) ?? [1, "second"];
  const count = Math.ceil(seconds / length);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
