import { timingSafeEqual } from "node:crypto";
import { deriveToken } from "@/lib/crypto/secrets";

/** The email's ID and the signature, and whatever a mail program linked along with them. */
const TOKEN = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})[^\w-]*$/;

const signatureOf = (mailId: string) => deriveToken("remove-registration", mailId);

/**
 * Derives the token that removes the registration which a verification email is about. It is stored nowhere and needs
 * no Redis: the database knows the email, for as long as the registration exists.
 */
export function deriveRemovalToken(mailId: string): string {
  return `${mailId}.${signatureOf(mailId)}`;
}

/** Returns the ID of the email that a removal token was sent in; `undefined` if this deployment didn't sign it. */
export function readRemovalToken(text: string): string | undefined {
  const [, mailId = "", signature = ""] = TOKEN.exec(text) ?? [];
  if (!mailId) return undefined;
  return timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(mailId))) ? mailId : undefined;
}
