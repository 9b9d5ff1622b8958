import { browserMessage, type ServerOnlyCode } from "./browser-messages";
import { formatDuration } from "./duration";
import { type Catalogue, type Message, textOf } from "./message";
import { REFUSALS } from "./refusals";
import { USERNAME_MESSAGES } from "./username-messages";

// Rendered on the server, so that a browser doesn't load these texts.

const NOT_USABLE = "This value can't be used. Enter another one.";

const SERVER_MESSAGES: Catalogue<ServerOnlyCode> = {
  ...USERNAME_MESSAGES,
  confirmation_mismatch: "Type the username exactly as it's shown.",
  email_taken: "An account with this email address already exists.",
  email_unreachable: "This domain receives no email. Check the address for typing errors.",
  email_disposable: "Use an address that you keep. Disposable addresses are not accepted.",
  same_email: "This is already your email address.",
  password_context_word: "Don't use the name of this service as your password.",
  verification_code_incorrect: "This code is incorrect. Use the one from the newest email.",
  verification_code_expired: "This code has expired. Resend the email to get a new one.",
  verification_code_attempts:
    "Too many incorrect codes. Resend the email to get a new code, or click the link in it.",
  incorrect_password: "Incorrect password.",
  last_admin: REFUSALS.last_admin,
  password_needed: "Enter your password to continue.",
  incorrect_code: "Incorrect code. Enter the code that your app shows now, or a recovery code.",
  passkey_invalid: "This passkey couldn't be verified. Try again.",
  passkey_unknown: "This passkey was removed from your account. Use another method.",
  passkey_expired: "This request has expired. Try again.",
  passkey_copied:
    "This passkey was refused because it may have been copied. Use another method, and remove it.",
  passkey_exists: "This passkey is already in use.",
  passkey_limit: "You have the maximum number of passkeys. Remove one first.",
  authenticator_limit: "You have the maximum number of authenticator apps. Remove one first.",
  passkey_unverified:
    "This passkey can't log in on its own, because it doesn't check who uses it. Log in with your password first.",
  code_used: "This code was already used. Wait for the next one.",
};

/** Returns the text of a message at a form's field. */
export function formMessage(message: Message, field = ""): string {
  if (field === "code" && (message === "blank" || message === "required")) return "Enter a code.";
  return browserMessage(message, field) ?? textOf(message, SERVER_MESSAGES) ?? NOT_USABLE;
}

export const TRY_AGAIN = "Something went wrong on our end. Try again in a moment.";

export const SESSION_EXPIRED = "Your session has expired. Log in again.";

export const CONFIRMATION_NEEDED = "Confirm it's you to continue. Nothing was changed yet.";

export const ALREADY_SUBMITTED = "This form was already submitted. Reload the page and try again.";

export const tooManyRequests = (seconds: number) =>
  `Too many requests. Try again in ${formatDuration(seconds)}.`;

export const tooManyAppCodes = (seconds: number) =>
  `Too many incorrect codes. Use a passkey or a recovery code, or try again in ${formatDuration(seconds)}.`;

export const overloaded = (seconds: number) =>
  `We're experiencing high traffic. Try again in ${formatDuration(seconds)}.`;
