import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
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
 * Plans the end of the actor's account, in seven days. Every session is over, and a mail says until when
 * logging in undoes it.
 *
 * @param input `{ password }`
 * @returns when the account will be gone
 */
export async function scheduleDeletion(input: unknown, actor: Actor): Promise<Result<Date>> {
  const parsed = currentPasswordSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const checked = await verifyCurrentPassword(parsed.data.password, actor, "password");
  if (!checked.ok) return checked;
  const { userId, user } = actor;
  const deleteAfter = new Date(Date.now() + DELETION_GRACE_DAYS * DAY_MS);
  await db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    await transaction.user.update({ where: { id: userId }, data: { deleteAfter }, select: { id: true } });
    await revokeSessions(transaction, actor, "ended", {});
    const details = { until: formatDateTime(deleteAfter) };
    await transaction.outboxEmail.create({
      data: { kind: "deletion_scheduled", userId, recipient: user.email, details },
      select: { id: true },
    });
    await recordEvent(transaction, actor, "user_archived", { until: deleteAfter.toISOString() });
  });
  triggerMailDelivery();
  return ok(deleteAfter);
}

/**
 * Removes the accounts whose owners had seven days to think, but for those to whom the provider is just being handed
 * a mail.
 *
 * @returns how many there were
 */
export async function deleteScheduledAccounts(): Promise<number> {
  const removed = await db().$queryRaw<{ id: string }[]>`
    DELETE FROM users WHERE delete_after <= now() AND id IN (
      SELECT id FROM users WHERE delete_after <= now() AND NOT EXISTS (
        SELECT FROM outbox_emails WHERE user_id = users.id AND state = 'sending' AND next_attempt_at > now()
      )
      ORDER BY delete_after LIMIT ${BATCH_SIZE}
    )
    RETURNING id`;
  for (const { id } of removed) log.info({ event: "user_deleted", userId: id, reason: "asked for" });
  return removed.length;
}
