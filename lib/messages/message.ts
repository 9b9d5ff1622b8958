/** Codes that only programs can cause: no form sends such a value. */
export type ApiOnlyCode =
  | "null"
  | "not_a_string"
  | "not_a_boolean"
  | "not_an_object"
  | "no_data"
  | "invalid_choice"
  | "token_used"
  | "token_invalid";

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
  | "same_email"
  | "invalid_phone_number"
  | "password_too_short"
  | "password_too_common"
  | "password_context_word"
  | "password_numeric"
  | "password_like_username"
  | "password_like_email"
  | "password_mismatch"
  | "incorrect_password"
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
