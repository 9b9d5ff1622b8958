import { browserMessage, type ServerOnlyCode } from "./browser-messages";
import { formatDuration } from "./duration";
import { type Catalogue, type Message, textOf } from "./message";
import { USERNAME_MESSAGES } from "./username-messages";

// Rendered on the server, so that a browser doesn't load these texts.

const NOT_USABLE = "This value can't be used.";

const SERVER_MESSAGES: Catalogue<ServerOnlyCode> = {
  ...USERNAME_MESSAGES,
  email_taken: "An account with this email address already exists.",
  same_email: "This is already your email address.",
  password_context_word: "Don't use the name of this service as your password.",
  incorrect_password: "Incorrect password.",
  password_needed: "Enter your password to continue.",
};

/** Returns the text of a message at a form's field. */
export function formMessage(message: Message, field = ""): string {
  return browserMessage(message, field) ?? textOf(message, SERVER_MESSAGES) ?? NOT_USABLE;
}

export const TRY_AGAIN = "Something went wrong on our end. Try again in a moment.";

export const SESSION_EXPIRED = "Your session has expired. Log in again.";

export const ALREADY_SUBMITTED = "This form was already submitted. Reload the page and try again.";

export const tooManyRequests = (seconds: number) =>
  `Too many requests. Try again in ${formatDuration(seconds)}.`;

export const overloaded = (seconds: number) =>
  `We're experiencing high traffic. Try again in ${formatDuration(seconds)}.`;
