import { type AuditActor, recordEvent } from "@/lib/audit/record-event";
import { db, isLastAdminViolation } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { type EmailOrigin, queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { log } from "@/lib/observability/log";
import { err, ok, type Result } from "@/lib/result";
import { currentPasswordSchema } from "@/lib/schemas/current-password";
import { fieldErrors } from "@/lib/schemas/field-errors";
import type { Actor } from "@/lib/sessions/current-user";
import { verifyCurrentPassword } from "@/lib/sessions/reauthentication";
import { requireActiveSession, revokeSessions } from "@/lib/sessions/session";
import { formatDateTime } from "@/lib/time/format-date";

const DAY_MS = 24 * 60 * 60 * 1000;
export const DELETION_GRACE_DAYS = 7;
const BATCH_SIZE = 1_000;

/**
 * Schedules the actor's account for deletion in 7 days and revokes all of its sessions. Sends an email with the date
 * until which the owner can log in and keep the account. If a deletion is already scheduled, its date stays.
 *
 * @param input `{ password }`
 * @returns the time after which the account is deleted
 */
export async function scheduleDeletion(input: unknown, actor: Actor): Promise<Result<Date>> {
  const parsed = currentPasswordSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const verified = await verifyCurrentPassword(parsed.data.password, actor, "password");
  if (!verified.ok) return verified;
  try {
    const deletion = await db().$transaction(async (transaction) => {
      await requireActiveSession(transaction, actor);
      return scheduleDeletionOf(transaction, actor, actor);
    });
    triggerMailDelivery();
    return ok(deletion);
  } catch (error) {
    if (!isLastAdminViolation(error)) throw error;
    return err({ code: "invalid", errors: { password: ["last_admin"] } });
  }
}

/**
 * Schedules an account for deletion in the transaction of the change, revokes its sessions, and tells the owner by email.
 * Must be called under `lockUser`.
 *
 * @param requestedBy who requested it, if it wasn't the owner
 * @returns the time after which the account is deleted
 */
export async function scheduleDeletionOf(
  transaction: Prisma.TransactionClient,
  actor: AuditActor,
  origin: EmailOrigin,
  requestedBy?: string,
): Promise<Date> {
  const { userId } = actor;
  await revokeSessions(transaction, actor, "revoked", {});
  const before = await transaction.user.findUniqueOrThrow({
    where: { id: userId },
    select: { deleteAfter: true },
  });
  if (before.deleteAfter) return before.deleteAfter;
  const deleteAfter = new Date(Date.now() + DELETION_GRACE_DAYS * DAY_MS);
  await transaction.user.update({ where: { id: userId }, data: { deleteAfter }, select: { id: true } });
  const until = formatDateTime(deleteAfter, origin.timeZone);
  const details = { until, ...(requestedBy && { requestedBy }) };
  await queueEmail(transaction, { kind: "deletion_scheduled", userId, details, origin });
  await recordEvent(transaction, actor, "user_archived", { until: deleteAfter.toISOString() });
  return deleteAfter;
}

/**
 * Deletes accounts whose grace period is over. Skips an account while one of its emails is being sent, or was
 * submitted and its outcome is unknown: its batch must keep all of its emails, so that a retry repeats the same request.
 *
 * @returns the number of deleted accounts
 */
export async function deleteScheduledAccounts(): Promise<number> {
  const deleted = await db().$queryRaw<{ id: string }[]>`
    DELETE FROM users WHERE delete_after <= now() AND id IN (
      SELECT id FROM users WHERE delete_after <= now() AND NOT EXISTS (
        SELECT FROM outbox_emails
        WHERE user_id = users.id AND state IN ('queued', 'sending') AND submitted_at IS NOT NULL
      )
      ORDER BY delete_after LIMIT ${BATCH_SIZE}
    )
    RETURNING id`;
  for (const { id } of deleted) log.info({ event: "user_deleted", userId: id, reason: "requested" });
  return deleted.length;
}
