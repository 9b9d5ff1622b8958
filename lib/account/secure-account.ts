import { type AuditActor, recordEvent } from "@/lib/audit/record-event";
import type { Prisma } from "@/lib/generated/prisma/client";
import { sendResetMail } from "@/lib/passwords/request-password-reset";
import { revokeSessions } from "@/lib/sessions/session";
import { revokePendingTokens } from "@/lib/tokens/consume-token";

// No password has this hash, and asking for one costs what any other does.
const UNUSABLE_PASSWORD = { passwordHash: "", passwordPepper: null };

/**
 * Shuts everybody out of an account that somebody else was in, until its owner chooses a new password by the
 * mail that this sends: whoever knows the old one could log in again, and change it before the owner does.
 * Every session ends, every device is forgotten, a planned deletion is off.
 *
 * @param actor the owner, who has pressed the button of a mail
 */
export async function secureAccount(
  transaction: Prisma.TransactionClient,
  { userId, ipAddress }: AuditActor,
): Promise<void> {
  const { email } = await transaction.user.update({
    where: { id: userId },
    data: { ...UNUSABLE_PASSWORD, deleteAfter: null },
    select: { email: true },
  });
  await revokeSessions(transaction, { userId, ipAddress }, "reported", {});
  // Theirs too: which of them are whose nobody can tell.
  await transaction.device.deleteMany({ where: { userId } });
  await revokePendingTokens(transaction, userId);
  await sendResetMail(transaction, { id: userId, email }, ipAddress);
  await recordEvent(transaction, { userId, ipAddress }, "authn_login_lock", { reason: "reported" });
}
