/** A code as typed, recognized by its form. */
export type TypedCode = { kind: "totp" | "recovery"; code: string };

/** The number of letters and digits of a recovery code: 75 bits. */
export const RECOVERY_CODE_LENGTH = 15;
/** Crockford's base32: no letter that can be taken for a digit. */
export const RECOVERY_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const TOTP_CODE = /^[0-9]{6}$/;
const RECOVERY_CODE = new RegExp(`^[${RECOVERY_ALPHABET}]{${RECOVERY_CODE_LENGTH}}$`);
/** Longer than any code in any notation. Normalizing takes time proportional to the length. */
const MAX_TYPED_LENGTH = 100;
const MISREAD_LETTERS: Record<string, string> = { I: "1", L: "1", O: "0" };

/**
 * Reads a code in whatever notation people type or paste it: with spaces or dashes, in full-width digits, recovery codes
 * in either case and with letters that look like a digit.
 *
 * @returns `undefined` if it can be no code
 */
export function readTypedCode(text: string): TypedCode | undefined {
  if (text.length > MAX_TYPED_LENGTH) return undefined;
  const code = text
    .normalize("NFKC")
    .replace(/[\s\p{Pd}\p{Cf}]/gu, "")
    .toUpperCase();
  if (TOTP_CODE.test(code)) return { kind: "totp", code };
  const recoveryCode = code.replace(/[ILO]/g, (letter) => MISREAD_LETTERS[letter] ?? letter);
  return RECOVERY_CODE.test(recoveryCode) ? { kind: "recovery", code: recoveryCode } : undefined;
}
