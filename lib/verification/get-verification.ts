import { db } from "@/lib/database/client";
import { err, ok, type Result } from "@/lib/result";
import type { TokenFailure } from "@/lib/tokens/consume-token";
import { type EmailToken, findToken } from "@/lib/tokens/email-tokens";
import { isClaimOf } from "@/lib/tokens/registration-claim";
import { deriveRemovalToken } from "@/lib/tokens/removal-token";
import { recordLinkOpened } from "./record-link-opened";
import { findUnverifiedUser } from "./verification-token";

/** The registration that a verification link is about. */
export type Verification = {
  username: string;
  email: string;
  createdAt: Date;
  /** The device that the account was created on, as it named itself. */
  device: string;
  /** Removes the registration: see `removeRegistration`. */
  removalToken: string;
  /** Whether the claim belongs to this registration, so that the password needn't be entered. */
  isClaimed: boolean;
};

/** The registration got another address, and a newer email went there. */
export type MovedRegistration = { code: "moved" };

/**
 * Returns the registration whose address a token would verify. Doesn't consume the token: email scanners open every
 * link.
 *
 * @param claim the claim of this browser's registration, untrusted
 */
export async function getVerification(
  token: string,
  claim: string,
): Promise<Result<Verification, TokenFailure | MovedRegistration>> {
  const verification = await findToken("verify-email", token);
  const found = await findUnverifiedUser(verification);
  if (!verification) return err({ code: "unknown" });
  if (!found.ok) return (await isMoved(verification)) ? err({ code: "moved" }) : found;
  await recordLinkOpened(verification.mailId);
  const { id, username, email, createdAt } = found.value;
  const isClaimed = isClaimOf(claim, found.value);
  const removalToken = deriveRemovalToken(verification.mailId);
  return ok({ username, email, createdAt, isClaimed, removalToken, device: await registrationDevice(id) });
}

/** Returns whether the registration has another address than the one that the token was sent to. */
async function isMoved({ userId, emailCanonical, used }: EmailToken): Promise<boolean> {
  if (used) return false;
  const moved = {
    id: userId,
    emailVerified: false,
    emailCanonical: { not: emailCanonical },
    deleteAfter: null,
  };
  return (await db().user.count({ where: moved })) > 0;
}

/** Returns the name of the device at registration. The audit log has it even if the device was renamed or removed. */
export async function registrationDevice(userId: string): Promise<string> {
  const created = await db().auditEvent.findFirst({
    where: { userId, event: "user_created" },
    select: { personal: true },
  });
  const { device } = (created?.personal ?? {}) as { device?: string };
  return device ?? "";
}
