import type { Delivery } from "@/lib/mail/delivery";
import { findClaimedUser, verificationDelivery } from "./find-claimed-user";

/** How far a registration has got. */
export type VerificationStatus = {
  userId: string;
  email: string;
  emailVerified: boolean;
  /** What became of the newest verification email; `undefined` if there is none, or if it must not be revealed. */
  delivery: Delivery | undefined;
};

/**
 * Returns whether a registration's address is verified by now, and what became of its newest verification email.
 *
 * @param claim the claim of the registration, untrusted
 * @returns `undefined` if the claim is not valid
 */
export async function getVerificationStatus(claim: string): Promise<VerificationStatus | undefined> {
  const user = await findClaimedUser(claim);
  if (!user) return undefined;
  const { id: userId, email, emailVerified } = user;
  return { userId, email, emailVerified, delivery: verificationDelivery(user) };
}
