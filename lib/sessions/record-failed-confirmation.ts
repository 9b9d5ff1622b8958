import { type AuditActor, recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { type FAILED_CONFIRMATIONS, notifyOwnerOfFailedAttempts } from "./notify-failed-attempts";

/**
 * Records that someone entered a wrong password or code in a session, and tells the owner if there were many: whoever has
 * found an open session guesses there.
 */
export async function recordFailedConfirmation(
  actor: AuditActor,
  event: (typeof FAILED_CONFIRMATIONS)[number],
): Promise<void> {
  const isAlerted = await db().$transaction(async (transaction) => {
    await recordEvent(transaction, actor, event, {});
    return notifyOwnerOfFailedAttempts(transaction, actor.userId, actor.ipAddress);
  });
  if (isAlerted) triggerMailDelivery();
}
