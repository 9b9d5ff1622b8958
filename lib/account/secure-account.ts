import { type AuditActor, recordEvent } from "@/lib/audit/record-event";
import type { Prisma } from "@/lib/generated/prisma/client";
import { queueResetEmail } from "@/lib/passwords/request-password-reset";
import { revokeSessions } from "@/lib/sessions/session";
import { revokePendingTokens } from "@/lib/tokens/consume-token";
import { cancelPendingReset } from "@/lib/two-factor/pending-reset";
import { cancelDeletion } from "./keep-account";

// No password matches this hash. Verifying one against it takes as long as against a real hash.
const UNUSABLE_PASSWORD = { passwordHash: "", passwordPepper: null };

/**
 * Secures an account that someone else may have accessed. Revokes all sessions, removes all devices, cancels
 * a scheduled deletion, disables the password and sends a password reset link. The password is disabled
 * because an attacker who knows it could otherwise log in again and change it before the owner does.
 *
 * @param owner the owner, identified by a link in an email to them
 */
export async function secureAccount(transaction: Prisma.TransactionClient, owner: AuditActor): Promise<void> {
  const { userId, ipAddress } = owner;
  const { email } = await transaction.user.update({
    where: { id: userId },
    data: UNUSABLE_PASSWORD,
    select: { email: true },
  });
  await revokeSessions(transaction, owner, "reported", {});
  // Whoever has accessed the account may also have scheduled its deletion.
  await cancelDeletion(transaction, owner);
  await cancelPendingReset(transaction, owner);
  // The owner's devices are removed too, because they cannot be told apart from the attacker's.
  await transaction.device.deleteMany({ where: { userId } });
  await revokePendingTokens(transaction, userId);
  await queueResetEmail(transaction, { id: userId, email }, { ipAddress }, owner);
  await recordEvent(transaction, owner, "authn_login_lock", { reason: "reported" });
}
