/** How many digits the code in a verification email has. */
export const CODE_LENGTH = 6;

/** Longer than any text that a code is pasted with. Normalizing takes time. */
const MAX_TYPED_LENGTH = 200;

/**
 * Returns the digits of a code, however it was typed or pasted: with spaces, in full-width digits, with words around, also
 * with other numbers among them.
 */
export function codeDigits(typed: string): string {
  if (typed.length > MAX_TYPED_LENGTH) return "";
  const numbers = typed.normalize("NFKC").match(/\d+/g) ?? [];
  const [code, other] = numbers.filter(({ length }) => length === CODE_LENGTH);
  return code && !other ? code : numbers.join("");
}
