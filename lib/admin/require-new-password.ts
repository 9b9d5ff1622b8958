import { recordEvent } from "@/lib/audit/record-event";
import { ADMINISTRATOR, BY_ADMINISTRATOR } from "@/lib/mail/queue-email";
import { queueResetEmail } from "@/lib/passwords/request-password-reset";
import { adminActionSchema } from "@/lib/schemas/admin-user";
import type { Actor } from "@/lib/sessions/current-user";
import { revokeSessions } from "@/lib/sessions/session";
import { revokePendingTokens } from "@/lib/tokens/consume-token";
import { type AdminWriteResult, performAdminWrite, refuse } from "./admin-write";

/**
 * Requires a new password of a user: the old one no longer works, all sessions are revoked, and a link to set a new one
 * goes to their address.
 *
 * @param input `{ password? }`
 */
export async function requireNewPassword(
  userId: string,
  input: unknown,
  actor: Actor,
): Promise<AdminWriteResult> {
  return performAdminWrite(
    { action: "require_new_password", userId, input, schema: adminActionSchema },
    actor,
    async ({ transaction, subject, audit }) => {
      // A reset link can't be used while the account is suspended.
      if (subject.suspendedAt) refuse("suspended");
      await transaction.user.update({
        where: { id: userId },
        // No password matches this hash. Verifying one against it takes as long as against a real hash.
        data: { passwordHash: "", passwordPepper: null },
        select: { id: true },
      });
      await recordEvent(transaction, audit, "authn_password_change", { by: "administrator" });
      await revokeSessions(transaction, audit, "revoked", {});
      // Older links would log in, or change the password or the address, without the new password.
      await revokePendingTokens(transaction, userId);
      const details = { ...BY_ADMINISTRATOR, isRequired: "Yes" };
      await queueResetEmail(transaction, subject, ADMINISTRATOR, audit, details);
    },
  );
}
