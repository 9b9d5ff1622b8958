import { timingSafeEqual } from "node:crypto";
import { deriveToken } from "@/lib/crypto/secrets";

// The address in base64url, and its signature.
const SIGNED_EMAIL = /^([\w-]{1,1500})\.([\w-]{43})$/;

const signatureOf = (email: string) => deriveToken("pending-email cookie", email);

/** Returns the value of the cookie that remembers an email address: the address with a signature. */
export function signEmail(email: string): string {
  return `${Buffer.from(email).toString("base64url")}.${signatureOf(email)}`;
}

/** Returns the email address in the value of the cookie; `undefined` if this deployment didn't sign it. */
export function readSignedEmail(value: string): string | undefined {
  const [, encoded = "", signature = ""] = SIGNED_EMAIL.exec(value) ?? [];
  if (!signature) return undefined;
  const email = Buffer.from(encoded, "base64url").toString();
  return timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(email))) ? email : undefined;
}
