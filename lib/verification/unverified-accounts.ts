import { env } from "@/lib/config/env";
import { db } from "@/lib/database/client";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { log } from "@/lib/observability/log";
import { TOKEN_HOURS } from "@/lib/tokens/email-tokens";

// A registration that nobody verified is a reservation of its names: it lapses, or a stranger could keep
// somebody's address for good.

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const BATCH_SIZE = 1_000;

const lifetimeMs = () => env().UNVERIFIED_LIFETIME_DAYS * DAY_MS;
/** A day, or half of a life that is shorter than two. */
const reminderAfterMs = () => Math.min(DAY_MS, lifetimeMs() / 2);
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);

/**
 * Has a reminder with a new link sent to who registered a day ago, or half of a shorter lifetime, and is not verified; to each once,
 * since the note of it and the mail are one statement.
 *
 * @returns how many there were
 */
export async function sendVerificationReminders(): Promise<number> {
  const count = await db().$executeRaw`
    WITH reminded AS (
      UPDATE users SET verification_reminded_at = now(), updated_at = now()
      WHERE id IN (
        SELECT id FROM users
        WHERE NOT email_verified AND verification_reminded_at IS NULL
          AND created_at <= ${ago(reminderAfterMs())} AND created_at > ${ago(lifetimeMs())}
          AND NOT EXISTS (SELECT FROM suppressed_addresses AS gone WHERE gone.email_canonical = users.email_canonical)
        ORDER BY created_at LIMIT ${BATCH_SIZE} FOR UPDATE SKIP LOCKED
      )
      RETURNING id, email
    )
    INSERT INTO outbox_emails (id, user_id, kind, recipient, updated_at)
    SELECT gen_random_uuid(), id, 'verification_reminder', email, now() FROM reminded`;
  if (count > 0) {
    log.info({ event: "verification_reminded", users: count });
    triggerMailDelivery();
  }
  return count;
}

/**
 * Removes the accounts that nobody verified in their time. Not while a link that was asked for lately
 * still works, though for no more than a day, or asking again and again would keep a name for good; not while the
 * provider is being handed a mail to them; and not who verifies at this moment: the delete itself asks.
 *
 * @returns how many there were
 */
export async function deleteUnverifiedAccounts(): Promise<number> {
  const removed = await db().$queryRaw<{ id: string }[]>`
    DELETE FROM users WHERE NOT email_verified AND id IN (
      SELECT id FROM users
      WHERE NOT email_verified AND created_at <= ${ago(lifetimeMs())}
        AND (created_at <= ${ago(lifetimeMs() + DAY_MS)} OR NOT EXISTS (
          SELECT FROM outbox_emails
          WHERE user_id = users.id AND created_at > ${ago(TOKEN_HOURS["verify-email"] * HOUR_MS)}
        ))
        AND NOT EXISTS (
          SELECT FROM outbox_emails WHERE user_id = users.id AND state = 'sending' AND next_attempt_at > now()
        )
      ORDER BY created_at LIMIT ${BATCH_SIZE}
    )
    RETURNING id`;
  for (const { id } of removed) log.info({ event: "user_deleted", userId: id, reason: "never verified" });
  return removed.length;
}
