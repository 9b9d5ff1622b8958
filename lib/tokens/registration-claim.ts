import { timingSafeEqual } from "node:crypto";
import { deriveToken } from "@/lib/crypto/secrets";

/** The user's ID, and the signature. */
const CLAIM = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

type ClaimedUser = { id: string; passwordHash: string };

const signatureOf = ({ id, passwordHash }: ClaimedUser) =>
  deriveToken("registration-claim", `${id} ${passwordHash}`);

/**
 * Returns the claim of a registration: it proves that its holder typed the password that the account has. It is bound
 * to the stored hash, so that it ends with the password. It opens nothing by itself: it counts only for an unverified
 * address, and together with the link or the code that was sent there.
 */
export function createClaim(user: ClaimedUser): string {
  return `${user.id}.${signatureOf(user)}`;
}

/** Returns the ID of the user that a claim is about, without checking the claim; `undefined` if it can't be one. */
export function claimedUserId(claim: string): string | undefined {
  return CLAIM.exec(claim)?.[1];
}

/** Returns whether a text is the claim of this user's registration, with the password that the account has now. */
export function isClaimOf(claim: string, user: ClaimedUser): boolean {
  const [, id, signature = ""] = CLAIM.exec(claim) ?? [];
  if (id !== user.id) return false;
  return timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(user)));
}
