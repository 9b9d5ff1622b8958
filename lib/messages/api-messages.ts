import { type Catalogue, type FieldErrors, type Message, type MessageCode, textOf } from "./message";

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
  incorrect_password: "Incorrect password.",
  password_needed: "Enter your password to continue.",
  token_used: "This token has already been used.",
  token_invalid: "This token is invalid or has expired.",
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
