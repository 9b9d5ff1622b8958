/** Codes that only programs can cause: no form sends such a value. */
export type ApiOnlyCode =
  | "null"
  | "not_a_string"
  | "not_a_boolean"
  | "not_an_object"
  | "no_data"
  | "invalid_choice"
  | "invalid_datetime"
  | "not_a_list"
  | "not_a_map"
  | "unknown_filter"
  | "past_datetime"
  | "token_used"
  | "token_invalid"
  | "claim_invalid"
  | "claim_used"
  | "verification_code_used"
  | "proof_required";

/** Codes about an uploaded picture. */
export type PictureCode = "not_an_image" | "image_too_large" | "image_too_many_pixels" | "image_is_heic";

/** Codes about the fields of forms. */
export type FieldCode =
  | "required"
  | "blank"
  | "max_length"
  | "min_length"
  | "null_character"
  | "surrogate_character"
  | "invisible_character"
  | "invalid_username"
  | "username_taken"
  | "username_reserved"
  | "username_confusable"
  | "invalid_email"
  | "email_taken"
  | "email_unreachable"
  | "email_disposable"
  | "same_email"
  | "invalid_phone_number"
  | "password_too_short"
  | "password_too_common"
  | "password_context_word"
  | "password_numeric"
  | "password_like_username"
  | "password_like_email"
  | "password_mismatch"
  | "verification_code_format"
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

/**
 * The codes of everything that the app says about input. Rules and use cases return codes; the API and the pages
 * each turn them into text at their edge, from a catalogue of their own.
 */
export type MessageCode = FieldCode | PictureCode | ApiOnlyCode;

/** A code, with its parameter after a colon where it has one: `blank`, `max_length:150`. */
export type Message = MessageCode | `${MessageCode}:${string}`;

/** Messages by field, in the order in which they should be shown; nested as the input is. */
export type FieldErrors = { [field: string]: Message[] | FieldErrors };

/** A text for each code. A function takes the message's parameter. */
export type Catalogue<Code extends string> = Record<Code, string | ((parameter: string) => string)>;

/** Returns the text of a message from a catalogue; `undefined` if its code is not in it. */
export function textOf(message: Message, catalogue: Partial<Catalogue<string>>): string | undefined {
  const colon = message.indexOf(":");
  const text = catalogue[colon < 0 ? message : message.slice(0, colon)];
  return typeof text === "function" ? text(message.slice(colon + 1)) : text;
}
