import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import { wakeMailDelivery } from "@/lib/mail/trigger-delivery";
import { log } from "@/lib/observability/log";
import { fail, type Result, succeed } from "@/lib/result";
import { ownPasswordSchema } from "@/lib/schemas/current-password";
import { fieldErrors } from "@/lib/schemas/field-errors";
import type { Actor } from "@/lib/sessions/current-user";
import { checkOwnPassword } from "@/lib/sessions/reauthentication";
import { endSessions, requireOpenSession } from "@/lib/sessions/session";
import { timeInWords } from "@/lib/time/format-date";

const DAY_MS = 24 * 60 * 60 * 1000;
export const DAYS_TO_THINK = 7;
const MOST_AT_ONCE = 1_000;

/**
 * Plans the end of the actor's account, in seven days. Every session is over, and a mail says until when
 * logging in undoes it.
 *
 * @param input `{ password }`
 * @returns when the account will be gone
 */
export async function planDeletion(input: unknown, actor: Actor): Promise<Result<Date>> {
  const parsed = ownPasswordSchema.safeParse(input);
  if (!parsed.success) return fail({ code: "invalid", errors: fieldErrors(parsed.error) });
  const checked = await checkOwnPassword(parsed.data.password, actor, "password");
  if (!checked.ok) return checked;
  const { userId, user } = actor;
  const deleteAfter = new Date(Date.now() + DAYS_TO_THINK * DAY_MS);
  await db().$transaction(async (transaction) => {
    await requireOpenSession(transaction, actor);
    await transaction.user.update({ where: { id: userId }, data: { deleteAfter }, select: { id: true } });
    await endSessions(transaction, actor, "ended", {});
    const details = { until: timeInWords(deleteAfter) };
    await transaction.outgoingMail.create({
      data: { kind: "deletion_planned", userId, recipient: user.email, details },
      select: { id: true },
    });
    await recordEvent(transaction, actor, "user_archived", { until: deleteAfter.toISOString() });
  });
  wakeMailDelivery();
  return succeed(deleteAfter);
}

/**
 * Removes the accounts whose owners had seven days to think, but for those to whom the provider is just being handed
 * a mail.
 *
 * @returns how many there were
 */
export async function removeDeleted(): Promise<number> {
  const removed = await db().$queryRaw<{ id: string }[]>`
    DELETE FROM users WHERE delete_after <= now() AND id IN (
      SELECT id FROM users WHERE delete_after <= now() AND NOT EXISTS (
        SELECT FROM outgoing_mails WHERE user_id = users.id AND state = 'sending' AND next_attempt_at > now()
      )
      ORDER BY delete_after LIMIT ${MOST_AT_ONCE}
    )
    RETURNING id`;
  for (const { id } of removed) log.info({ event: "user_deleted", userId: id, reason: "asked for" });
  return removed.length;
}
