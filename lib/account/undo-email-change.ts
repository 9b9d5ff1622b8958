import { recordEvent } from "@/lib/audit/record-event";
import { isUniqueViolation } from "@/lib/database/client";
import type { RequestContext } from "@/lib/http/request-context";
import { queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { err, type Failure, ok, type Result } from "@/lib/result";
import { canonicalEmail } from "@/lib/schemas/email";
import { consumeToken, findUsableToken, type TokenFailure } from "@/lib/tokens/consume-token";
import { removeMethodsAddedSince } from "@/lib/two-factor/change-methods";
import type { EmailChangeDetails } from "./get-email-change";
import { secureAccount } from "./secure-account";

/**
 * Consumes the token of an undo link and restores the old email address of the account. Also secures the
 * account: every session is revoked, the password is disabled, second factors that were added since the change are
 * removed, and the old address receives a password reset link.
 */
export async function undoEmailChange(
  token: string,
  { ipAddress, requestId, userAgent }: RequestContext,
): Promise<Result<undefined, Failure | TokenFailure>> {
  const found = await findUsableToken("undo-email-change", token);
  if ("code" in found) return err(found);
  const { userId } = found;
  const { changeId = "" } = found.details as EmailChangeDetails;
  try {
    const applied = await consumeToken(found, async (transaction) => {
      const change = await transaction.emailChange.findFirst({
        where: { id: changeId, userId, confirmedAt: { not: null }, revertedAt: null },
        select: { oldEmail: true, createdAt: true, confirmedAt: true },
      });
      if (!change?.confirmedAt) return false;
      const email = change.oldEmail;
      const emailCanonical = canonicalEmail(email);
      // An unverified account may have taken the old address since the change. It has not proven ownership of
      // the address, whereas this link has.
      await transaction.user.deleteMany({
        where: { emailCanonical, emailVerified: false, id: { not: userId } },
      });
      const removed = await transaction.user.findUniqueOrThrow({
        where: { id: userId },
        select: { email: true },
      });
      await transaction.user.update({
        where: { id: userId },
        data: { email, emailCanonical, emailVerified: true },
        select: { id: true },
      });
      // Whoever controls the old mailbox may no longer be the owner, so the removed address is notified too.
      await queueEmail(transaction, {
        kind: "email_change_reverted",
        userId,
        recipient: removed.email,
        details: { newEmail: email },
      });
      // Later changes are reverted as well. Otherwise an attacker who made a second change could use its undo
      // link to take the account back.
      await transaction.emailChange.updateMany({
        where: { userId, createdAt: { gte: change.createdAt }, revertedAt: null },
        data: { revertedAt: new Date() },
      });
      const owner = { userId, ipAddress, requestId, userAgent };
      await recordEvent(transaction, owner, "user_restored", {
        what: "email",
        changes: { email: { from: removed.email, to: email } },
      });
      await secureAccount(transaction, owner);
      await removeMethodsAddedSince(transaction, owner, change.confirmedAt);
      return true;
    });
    if (!applied) return err({ code: "used" });
  } catch (error) {
    // A verified account owns the old address now. The rollback also leaves the token unconsumed.
    if (!isUniqueViolation(error)) throw error;
    return err({ code: "invalid", errors: { email: ["email_taken"] } });
  }
  triggerMailDelivery();
  return ok(undefined);
}
