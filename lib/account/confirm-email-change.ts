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
import { type EmailChangeDetails, emailChangeOf, mayConfirm } from "./get-email-change";

/** Whoever confirms the change must be logged in to the account. */
export type LoginRequired = { code: "login_required" };

/**
 * Consumes the token of an email change and makes the new address the address of the account. The old address
 * receives a security alert with a link to undo the change. Pending links to the old address stop working.
 *
 * @param client who confirms: `userId` is the account that they are logged in to, if any ({@link mayConfirm})
 */
export async function confirmEmailChange(
  token: string,
  client: RequestContext & { userId?: string | undefined },
): Promise<Result<undefined, Failure | TokenFailure | LoginRequired>> {
  const found = await findUsableToken("confirm-email-change", token);
  if ("code" in found) return err(found);
  if (!mayConfirm(emailChangeOf(found), client.userId)) return err({ code: "login_required" });
  const { ipAddress, timeZone, requestId, userAgent } = client;
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
