import { timingSafeEqual } from "node:crypto";
import { deriveToken } from "@/lib/crypto/secrets";
import { CODE_LENGTH } from "@/lib/schemas/code-digits";

const CODES = 10 ** CODE_LENGTH;
/** Of 48 bits, a remainder is all but evenly distributed. */
const BYTES = 6;

/** Derives the code of a verification email. It is the same on every call, so that a retried email is identical. */
export function deriveCode(mailId: string): string {
  const bytes = Buffer.from(deriveToken("verification-code", mailId), "base64url");
  return String(bytes.readUIntBE(0, BYTES) % CODES).padStart(CODE_LENGTH, "0");
}

/** Returns whether these digits are the code of an email. */
export function isCodeOf(digits: string, mailId: string): boolean {
  return (
    digits.length === CODE_LENGTH && timingSafeEqual(Buffer.from(digits), Buffer.from(deriveCode(mailId)))
  );
}
