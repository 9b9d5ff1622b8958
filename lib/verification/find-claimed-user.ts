import { hidesAccounts } from "@/lib/config/enumeration";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { type Delivery, deliveryOf } from "@/lib/mail/delivery";
import { claimedUserId, isClaimOf } from "@/lib/tokens/registration-claim";
import { VERIFICATION_EMAILS } from "./verification-token";

/** The newest email that was sent, and newer ones that failed or are being sent. */
const MAX_CURRENT_EMAILS = 5;

const claimedUser = {
  id: true,
  email: true,
  emailCanonical: true,
  emailVerified: true,
  passwordHash: true,
  createdAt: true,
  outboxEmails: {
    where: { kind: { in: VERIFICATION_EMAILS } },
    orderBy: { createdAt: "desc" },
    take: MAX_CURRENT_EMAILS,
    select: { id: true, recipient: true, state: true, lastError: true, submittedAt: true, sentAt: true },
  },
} satisfies Prisma.UserSelect;

/** A user who registered in this browser or program, with the newest verification emails. */
export type ClaimedUser = Prisma.UserGetPayload<{ select: typeof claimedUser }>;

/** Returns what became of the newest verification email, unless that would tell an address with an account from others. */
export function verificationDelivery({ outboxEmails: [newest] }: ClaimedUser): Delivery | undefined {
  return newest && !hidesAccounts() ? deliveryOf(newest) : undefined;
}

/**
 * Finds the user whose registration a claim is about.
 *
 * @param claim untrusted
 * @returns `undefined` if it isn't a claim, or the account is deleted or has another password now
 */
export async function findClaimedUser(claim: string): Promise<ClaimedUser | undefined> {
  const id = claimedUserId(claim);
  const user = id ? await db().user.findUnique({ where: { id }, select: claimedUser }) : null;
  return user && isClaimOf(claim, user) ? user : undefined;
}
