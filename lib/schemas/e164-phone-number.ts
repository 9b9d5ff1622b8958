import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { TextRule } from "./fields";
import { phoneNumberFieldWith, typedPhoneNumberField } from "./phone-number";

// For the server only: the metadata of all countries is too large for a browser.

/** Up to 15 digits after the plus sign (ITU-T E.164, section 6). */
const E164 = /^\+[1-9]\d{6,14}$/;
const NATIONAL_PREFIX = /\(\s*0\s*\)/;

/**
 * Converts a phone number with its country code to E.164. A national prefix, as in `+44 (0)7911 123456`, is dropped
 * in the countries where it is not dialled from abroad. A number that fits no country's plan keeps its digits, because
 * plans change.
 *
 * @returns `undefined` for anything but a phone number with a country code
 */
export function toE164(typed: string): string | undefined {
  if (!typedPhoneNumberField.safeParse(typed).success) return undefined;
  const text = typed.normalize("NFKC").replace(/^00/, "+");
  const readings = [text, text.replace(NATIONAL_PREFIX, "")].flatMap(
    (reading) => parsePhoneNumberFromString(reading, { extract: false }) ?? [],
  );
  const known = readings.find((number) => number.isValid()) ?? readings.find((number) => number.isPossible());
  const number = known?.number ?? `+${text.replace(/\D/g, "")}`;
  return E164.test(number) ? number : undefined;
}

const isE164: TextRule = (text) => (E164.test(text) ? [] : ["invalid_phone_number"]);

/** A phone number from a form, in any common notation, as E.164. */
export const e164PhoneNumberField = phoneNumberFieldWith([isE164], (text) => toE164(text) ?? text);
