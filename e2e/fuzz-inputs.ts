import fastCheck from "fast-check";
import { newRegistration } from "./test-users";

const FULL_WIDTH_OFFSET = 0xfee0;
const CONFUSABLES: Record<string, string> = {
  a: "а",
  c: "с",
  e: "е",
  i: "і",
  o: "о",
  p: "р",
  x: "х",
  y: "у",
};
const INVISIBLE = ["\u200b", "\u200d", "\u2060", "\u00ad", "\ufeff", "\u3164", "\u202e"];

const mapCharacters = (text: string, map: (character: string) => string) => [...text].map(map).join("");

/** The ways to write the same text: normalization forms, full width, marks, invisible and look-alike characters. */
const NOTATIONS: ((text: string) => string)[] = [
  (text) => text,
  (text) => text.normalize("NFD"),
  (text) => text.normalize("NFKC"),
  (text) => text.toUpperCase(),
  (text) => ` ${text}\t`,
  (text) =>
    text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + FULL_WIDTH_OFFSET)),
  (text) => mapCharacters(text, (character) => `${character}\u0301`),
  (text) => mapCharacters(text, (character) => CONFUSABLES[character] ?? character),
  ...INVISIBLE.flatMap((invisible) => [
    (text: string) => invisible + text,
    (text: string) => text + invisible,
    (text: string) => text.slice(0, 2) + invisible + text.slice(2),
  ]),
];

const SAMPLES = [
  "admin",
  "password",
  "éééé",
  "José",
  "a@b.co",
  '"a@b"@example.com',
  "user@example.com",
  "ivan@пример.рф",
  "+44 7911 123456",
  "+123456789012345",
  "12345678",
  "x".repeat(151),
  "é".repeat(256),
  "ﷺ".repeat(20),
  "\u0000",
  "\ud800",
  "%00",
  "../../etc/passwd",
  "' OR 1=1 --",
  "<script>alert(1)</script>",
];

/** Texts of all kinds, in every notation. */
export const fuzzText = fastCheck
  .tuple(
    fastCheck.oneof(
      fastCheck.constantFrom(...SAMPLES),
      fastCheck.string({ unit: "grapheme", maxLength: 40 }),
      fastCheck.string({ unit: "binary", maxLength: 40 }),
    ),
    fastCheck.constantFrom(...NOTATIONS),
  )
  .map(([text, notation]) => notation(text));

const boundaryNumber = fastCheck.constantFrom(
  0,
  -0,
  -1,
  1,
  255,
  256,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  1e308,
  5e-324,
  0.1,
);

/** JSON values: texts, numbers at the bounds, and values of the wrong type. */
export const fuzzValue = fastCheck.oneof(
  { weight: 6, arbitrary: fuzzText },
  { weight: 1, arbitrary: boundaryNumber },
  { weight: 1, arbitrary: fastCheck.jsonValue({ maxDepth: 2 }) },
);

const REGISTRATION_FIELDS = [
  "username",
  "email",
  "password",
  "password2",
  "phone_number",
  "role",
  "device",
  "unknown_field",
] as const;

/** A valid registration with one of its fields replaced; with a new password, its confirmation as well. */
export const fuzzRegistration = fastCheck
  .tuple(fastCheck.constantFrom(...REGISTRATION_FIELDS), fuzzValue)
  .map(([field, value]): Record<string, unknown> => {
    const body = { ...newRegistration(), [field]: value };
    return field === "password" ? { ...body, password2: value } : body;
  });

/** A header value, percent-encoded or with what a header can't carry removed. */
export const fuzzHeaderValue = fastCheck.tuple(fuzzText, fastCheck.boolean()).map(([text, isEncoded]) =>
  isEncoded
    ? encodeURIComponent(text.toWellFormed())
    : // Header values are Latin-1 without control characters.
      text.replace(/[^\x20-\x7e\xa0-\xff]/g, ""),
);

/** A query string with the parameters that pages and endpoints read. */
export const fuzzQuery = fastCheck
  .array(
    fastCheck.tuple(
      fastCheck.constantFrom(
        "token",
        "next",
        "q",
        "role",
        "verified",
        "sort",
        "order",
        "after",
        "before",
        "picture",
      ),
      fuzzText,
    ),
    { maxLength: 4 },
  )
  .map((pairs) =>
    pairs.map(([name, text]) => `${name}=${encodeURIComponent(text.toWellFormed())}`).join("&"),
  );
