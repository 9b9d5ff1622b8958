import { charField, maxLength, optional, pattern, storableText, type TextRule } from "./fields";
import { trimInvisible } from "./invisible-characters";

/** The length of the column: E.164 with its plus sign. */
export const PHONE_NUMBER_LENGTH = 16;

/** Creates a phone number field with the given rules, which may be left out, null or blank. */
export function phoneNumberFieldWith(rules: TextRule[], clean?: (text: string) => string) {
  return optional(
    charField([...rules, storableText], {
      trim: trimInvisible,
      allowBlank: true,
      allowNull: true,
      description: "With country code and without spaces, e.g. `+15551234567`.",
      ...(clean && { clean }),
    }),
  );
}

/** The API's field, with the Django API's rule. */
export const phoneNumberField = phoneNumberFieldWith([
  pattern(/^\+?1?\p{Nd}{9,15}$/u, "invalid_phone_number"),
  maxLength(15),
]);

// A browser checks only this much of the notation. The server converts the number to E.164.
const NOTATION = "[\\p{Nd}\\p{Pd}\\s().\u2044/\u200b-\u200f\u202a-\u202e\u2060-\u2069]{6,50}";

/** What a form takes for a phone number with its country code: `+44 7911 123456`, `0049 (0)30 123456`. */
export const typedPhoneNumberField = phoneNumberFieldWith([
  pattern(new RegExp(`^(?:[+\uff0b]|00)${NOTATION}$`, "u"), "invalid_phone_number"),
]);

/** Like `typedPhoneNumberField`, but a number that the API stored without a country code can stay as it is. */
export const changedPhoneNumberField = phoneNumberFieldWith([
  pattern(new RegExp(`^[+\uff0b]?${NOTATION}$`, "u"), "invalid_phone_number"),
]);
