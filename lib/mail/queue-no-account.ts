import { db } from "@/lib/database/client";
import { log } from "@/lib/observability/log";
import { canonicalEmail } from "@/lib/schemas/email";
import { triggerMailDelivery } from "./trigger-delivery";

/** How long an email to an address without an account is kept, for the events of the provider. */
const LIFETIME_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Tells an address that no account has it, at most once an hour. Where no page may reveal which addresses have an
 * account, this is how somebody who has signed up with another address learns of it.
 */
export async function queueNoAccount(email: string): Promise<void> {
  const recipient = canonicalEmail(email);
  const count = await db().$executeRaw`
    INSERT INTO outbox_emails (id, kind, recipient, updated_at)
    SELECT gen_random_uuid(), 'no_account', ${recipient}, now()
    WHERE NOT EXISTS (
      SELECT FROM outbox_emails
      WHERE user_id IS NULL AND recipient = ${recipient} AND created_at > now() - interval '1 hour'
    )
    ON CONFLICT DO NOTHING`;
  if (count === 0) return;
  log.info({ event: "no_account_email_queued" });
  triggerMailDelivery();
}

/**
 * Deletes old emails to addresses without an account, but none in a batch whose outcome is unknown: its content must stay
 * the same. Those of users are deleted with the user.
 *
 * @returns the number of deleted emails
 */
export async function deleteOldNoAccountEmails(): Promise<number> {
  const { count } = await db().outboxEmail.deleteMany({
    where: {
      userId: null,
      createdAt: { lt: new Date(Date.now() - LIFETIME_DAYS * DAY_MS) },
      NOT: { state: { in: ["queued", "sending"] }, submittedAt: { not: null } },
    },
  });
  return count;
}
