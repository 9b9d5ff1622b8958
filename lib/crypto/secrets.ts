import { createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/config/env";

/** Returns 32 random bytes as 43 characters (base64url). */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Returns the SHA-256 of a text: what is stored of a token. */
export function sha256(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(text).digest());
}

/**
 * Derives 32 bytes from a message with a key of this deployment, as 43 characters (base64url). The same message always
 * gives the same result. `purpose` separates the results of different uses (HKDF, RFC 5869).
 */
export function deriveToken(purpose: string, message: string): string {
  const [pepper] = env().PASSWORD_PEPPER;
  const key = hkdfSync("sha256", pepper.secret, "", purpose, 32);
  return createHmac("sha256", Buffer.from(key)).update(message).digest("base64url");
}
