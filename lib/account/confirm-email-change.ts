import { recordEvent } from "@/lib/audit/record-event";
import { isUniqueViolation } from "@/lib/database/client";
import type { RequestContext } from "@/lib/http/request-context";
import { queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { err, type Failure, ok, type Result } from "@/lib/result";
import {
  consumeToken,
  findUsableToken,
  revokePendingTokens,
  type TokenFailure,
} from "@/lib/tokens/consume-token";
import type { EmailChangeDetails } from "./get-email-change";

/**
 * Consumes the token of an email change and makes the new address the address of the account. The old address
 * receives a security alert with a link to undo the change. Pending links to the old address stop working.
 */
export async function confirmEmailChange(
  token: string,
  { ipAddress, timeZone, requestId, userAgent }: RequestContext,
): Promise<Result<undefined, Failure | TokenFailure>> {
  const found = await findUsableToken("confirm-email-change", token);
  if ("code" in found) return err(found);
  const { userId, emailCanonical } = found;
  const { changeId = "" } = found.details as EmailChangeDetails;
  try {
    const applied = await consumeToken(found, async (transaction) => {
      const change = await transaction.emailChange.findFirst({
        where: { id: changeId, userId, confirmedAt: null, revertedAt: null },
        select: { oldEmail: true, newEmail: true, newEmailCanonical: true },
      });
      if (!change) return false;
      const { oldEmail, newEmail, newEmailCanonical } = change;
      const { count } = await transaction.user.updateMany({
        where: { id: userId, emailCanonical, suspendedAt: null },
        data: { email: newEmail, emailCanonical: newEmailCanonical, emailVerified: true },
      });
      if (count === 0) return false;
      // If several changes were requested, the confirmed one wins and the others are revoked.
      await revokePendingTokens(transaction, userId, ["confirm_email_change"]);
      await transaction.emailChange.update({
        where: { id: changeId },
        data: { confirmedAt: new Date() },
        select: { id: true },
      });
      await queueEmail(transaction, {
        kind: "email_changed",
        userId,
        recipient: oldEmail,
        details: { newEmail, changeId },
        origin: { ipAddress, timeZone },
      });
      await recordEvent(transaction, { userId, ipAddress, requestId, userAgent }, "user_updated", {
        fields: ["email"],
        changes: { email: { from: oldEmail, to: newEmail } },
      });
      return true;
    });
    if (!applied) return err({ code: "used" });
  } catch (error) {
    // Another account registered the address after the request. The rollback also leaves the token
    // unconsumed.
    if (!isUniqueViolation(error)) throw error;
    return err({ code: "invalid", errors: { email: ["email_taken"] } });
  }
  triggerMailDelivery();
  return ok(undefined);
}
