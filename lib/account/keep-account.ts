import { type AuditActor, recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { type EmailOrigin, queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import type { Actor } from "@/lib/sessions/current-user";
import { requireActiveSession } from "@/lib/sessions/session";

/** Returns when the user's account will be deleted, or `undefined` if no deletion is scheduled. */
export async function scheduledDeletion(userId: string): Promise<Date | undefined> {
  const user = await db().user.findUnique({ where: { id: userId }, select: { deleteAfter: true } });
  return user?.deleteAfter ?? undefined;
}

/**
 * Cancels the scheduled deletion of the actor's account, and tells the owner by email. Does nothing if no deletion is
 * scheduled.
 *
 * @returns whether a deletion was scheduled
 * @throws {SessionExpiredError} if the hourly job deleted the account in the meantime
 */
export async function keepAccount(actor: Actor): Promise<boolean> {
  const isCanceled = await db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    return cancelDeletion(transaction, actor);
  });
  if (isCanceled) triggerMailDelivery();
  return isCanceled;
}

/**
 * Cancels the scheduled deletion of an account in the transaction of another change. Must be called under `lockUser`:
 * the job that deletes accounts then waits, and looks at the date again.
 *
 * @param origin where the email says that the request came from
 * @param requestedBy who requested it, if it wasn't the owner
 * @returns whether a deletion was scheduled
 */
export async function cancelDeletion(
  transaction: Prisma.TransactionClient,
  actor: AuditActor,
  origin: EmailOrigin = actor,
  requestedBy?: string,
): Promise<boolean> {
  const { userId } = actor;
  const { count } = await transaction.user.updateMany({
    where: { id: userId, deleteAfter: { not: null } },
    data: { deleteAfter: null },
  });
  if (count === 0) return false;
  await recordEvent(transaction, actor, "user_restored", { what: "account" });
  const details = requestedBy ? { requestedBy } : {};
  await queueEmail(transaction, { kind: "deletion_canceled", userId, details, origin });
  return true;
}
