/**
 * Text functions of Python that differ from JavaScript's. The API is compatible with a Django system, whose recorded
 * results are the contract.
 */

const SPACES = new Set(
  "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
);

/** `str.strip()`: unlike `trim()` it takes U+001C to U+001F and U+0085, and leaves U+FEFF. */
export function strip(text: string): string {
  // A regular expression for trailing spaces would take quadratic time on long runs of spaces.
  let start = 0;
  let end = text.length;
  while (start < end && SPACES.has(text.charAt(start))) start++;
  while (end > start && SPACES.has(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** `len(str)`: code points, so that an emoji counts once. */
export function codePointLength(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/** `\w` of a Unicode pattern in Python: letters, numbers and the underscore, but no combining marks. */
export const WORD = "\\p{L}\\p{N}_";

// Numeric_Type=Digit that is not also Decimal, after DerivedNumericType.txt of Unicode 15.
const DIGITS =
  /^[\p{Nd}\u00b2\u00b3\u00b9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}]+$/u;

/** `str.isdigit()`: decimal digits of any script, and superscript or circled ones. */
export function isDigits(text: string): boolean {
  return DIGITS.test(text);
}

/** `type(value).__name__` of a JSON value. */
export function pythonTypeName(value: unknown): string {
  if (value === null || value === undefined) return "NoneType";
  if (Array.isArray(value)) return "list";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  return typeof value === "string" ? "str" : "dict";
}
