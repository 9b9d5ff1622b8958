import { type Catalogue, type FieldErrors, type Message, type MessageCode, textOf } from "./message";
import { REFUSALS } from "./refusals";

/**
 * What the API says: the texts of Django and Django REST framework, which existing clients expect.
 * Most of them are recorded in `e2e/contract`.
 */
const API_MESSAGES: Catalogue<MessageCode> = {
  required: "This field is required.",
  null: "This field may not be null.",
  blank: "This field may not be blank.",
  not_a_string: "Not a valid string.",
  not_a_boolean: "Must be a valid boolean.",
  not_an_object: (type) => `Invalid data. Expected a dictionary, but got ${type}.`,
  no_data: "No data provided",
  invalid_choice: (value) => `"${value}" is not a valid choice.`,
  not_a_list: "Send a list of texts that is not too long.",
  not_a_map: "Send an object of texts.",
  unknown_filter: "Use only filters of the user list, with valid values.",
  invalid_datetime: "Enter a date and time in ISO 8601 with a time zone, such as 2026-12-24T18:00:00Z.",
  past_datetime: "This time has passed.",
  confirmation_mismatch: "This is not the username of the account.",
  max_length: (limit) => `Ensure this field has no more than ${limit} characters.`,
  min_length: (limit) => `Ensure this field has at least ${limit} characters.`,
  null_character: "Null characters are not allowed.",
  surrogate_character: (character) => `Surrogate characters are not allowed: ${character}.`,
  invisible_character: (character) => `Invisible characters are not allowed: ${character}.`,
  invalid_username:
    "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.",
  username_taken: "Username already taken.",
  username_reserved: "This username is not available.",
  username_confusable: "This username is not available.",
  invalid_email: "Enter a valid email address.",
  email_taken: "Email already registered.",
  email_unreachable: "The domain of this email address receives no email.",
  email_disposable: "Disposable email addresses are not accepted.",
  same_email: "This is already your email address.",
  invalid_phone_number: "Enter a valid value.",
  password_too_short: (minimum) =>
    `This password is too short. It must contain at least ${minimum} characters.`,
  password_too_common: "This password is too common.",
  password_context_word: "This password is too common.",
  password_numeric: "This password is entirely numeric.",
  password_like_username: "The password is too similar to the username.",
  password_like_email: "The password is too similar to the email address.",
  password_mismatch: "Password fields didn't match.",
  verification_code_format: "Enter the 6-digit code from the email.",
  verification_code_incorrect: "This code is incorrect.",
  verification_code_expired: "This code has expired.",
  verification_code_attempts: "Too many incorrect codes. Request another email, or use the link.",
  incorrect_password: "Incorrect password.",
  last_admin: REFUSALS.last_admin,
  password_needed: "Enter your password to continue.",
  incorrect_code: "Incorrect code.",
  passkey_invalid: "The passkey could not be verified.",
  passkey_unknown: "Unknown passkey.",
  passkey_expired: "The challenge is unknown, used or has expired.",
  passkey_copied: "The signature counter went back.",
  passkey_exists: "This passkey is already in use.",
  passkey_limit: "The account has the maximum number of passkeys.",
  authenticator_limit: "The account has the maximum number of authenticator apps.",
  passkey_unverified: "User verification is required.",
  code_used: "This code was already used.",
  token_used: "This token has already been used.",
  token_invalid: "This token is invalid or has expired.",
  claim_invalid: "This claim doesn't belong to the registration that the email is about.",
  claim_used: "The email address of this registration is already verified.",
  verification_code_used: "This code has already been used.",
  proof_required:
    "Send the claim from the response to the registration, the password, or a new password, together with the token.",
  not_an_image: "Upload a valid image. The file you uploaded was either not an image or a corrupted image.",
  image_too_large: "The image is larger than 5 MB.",
  image_too_many_pixels: "The image has too many pixels.",
  image_is_heic: "HEIC images aren't supported. Upload a JPEG or PNG instead.",
};

/** The errors of a response body: texts by field, nested as the input is. */
export type ApiErrors = { [field: string]: string[] | ApiErrors };

/** Returns field errors as the API sends them. */
export function toApiErrors(errors: FieldErrors): ApiErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([field, found]) => [
      field,
      Array.isArray(found) ? found.map((message) => apiMessage(message)) : toApiErrors(found),
    ]),
  );
}

function apiMessage(message: Message): string {
  return textOf(message, API_MESSAGES) ?? message;
}
