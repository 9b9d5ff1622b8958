/** How many digits the code in a verification email has. */
export const CODE_LENGTH = 6;

/** Longer than any text that a code is pasted with. Normalizing takes time. */
const MAX_TYPED_LENGTH = 200;

/** Returns the digits of a code, however it was typed or pasted: with spaces, in full-width digits, with words around. */
export function codeDigits(typed: string): string {
  return typed.length > MAX_TYPED_LENGTH ? "" : typed.normalize("NFKC").replace(/\D/g, "");
}
