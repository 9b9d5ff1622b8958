import { env } from "@/lib/config/env";
import { db } from "@/lib/database/client";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { log } from "@/lib/observability/log";
import { TOKEN_HOURS } from "@/lib/tokens/email-tokens";

// An unverified account reserves its username and email address. The reservation expires; otherwise a
// stranger could block someone else's email address forever.

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const BATCH_SIZE = 1_000;

const lifetimeMs = () => env().UNVERIFIED_LIFETIME_DAYS * DAY_MS;
/** One day, or half the lifetime if that is shorter. */
const reminderAfterMs = () => Math.min(DAY_MS, lifetimeMs() / 2);
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);

/**
 * Queues a reminder with a new verification link for accounts that are still unverified after a day, or after
 * half of a lifetime shorter than two days. Accounts by invitation, which have no password yet, get none, and neither does
 * a decoy: see lib/registration/decoy.ts. An account gets one reminder: a single statement marks the account and queues
 * the email.
 *
 * @returns the number of reminders queued, at most one batch
 */
export async function sendVerificationReminders(): Promise<number> {
  const count = await db().$executeRaw`
    WITH reminded AS (
      UPDATE users SET verification_reminded_at = now(), updated_at = now()
      WHERE id IN (
        SELECT id FROM users
        WHERE NOT email_verified AND verification_reminded_at IS NULL
          AND email_canonical <> id::text AND password_hash <> ''
          AND created_at <= ${ago(reminderAfterMs())} AND created_at > ${ago(lifetimeMs())}
          AND NOT EXISTS (SELECT FROM suppressed_addresses AS suppressed WHERE suppressed.email_canonical = users.email_canonical)
        ORDER BY created_at LIMIT ${BATCH_SIZE} FOR UPDATE SKIP LOCKED
      )
      RETURNING id, email
    )
    INSERT INTO outbox_emails (id, user_id, kind, recipient, updated_at)
    SELECT gen_random_uuid(), id, 'verification_reminder', email, now() FROM reminded`;
  if (count > 0) {
    log.info({ event: "verification_reminder_queued", users: count });
    triggerMailDelivery();
  }
  return count;
}

/**
 * Deletes accounts that weren't verified within their lifetime, except
 * - for up to one more day, while a recently requested link still works: without that bound, repeated
 *   requests could keep a username reserved forever;
 * - while an email to them is being sent, or was submitted and its outcome is unknown: its batch must keep all of its
 *   emails, so that a retry repeats the same request;
 * - accounts that are verified concurrently: the DELETE itself repeats the condition.
 *
 * @returns the number of deleted accounts, at most one batch
 */
export async function deleteUnverifiedAccounts(): Promise<number> {
  const deleted = await db().$queryRaw<{ id: string }[]>`
    DELETE FROM users WHERE NOT email_verified AND id IN (
      SELECT id FROM users
      WHERE NOT email_verified AND created_at <= ${ago(lifetimeMs())}
        AND (created_at <= ${ago(lifetimeMs() + DAY_MS)} OR NOT EXISTS (
          SELECT FROM outbox_emails
          WHERE user_id = users.id AND created_at > ${ago(TOKEN_HOURS["verify-email"] * HOUR_MS)}
        ))
        AND NOT EXISTS (
          SELECT FROM outbox_emails
          WHERE user_id = users.id AND state IN ('queued', 'sending') AND submitted_at IS NOT NULL
        )
      ORDER BY created_at LIMIT ${BATCH_SIZE}
    )
    RETURNING id`;
  for (const { id } of deleted) log.info({ event: "user_deleted", userId: id, reason: "unverified" });
  return deleted.length;
}
