import type { Prisma } from "@/lib/generated/prisma/client";

// A decoy is the registration of an address that has an account already, where that must not be revealed. It is a user
// like any other whose address isn't verified: it has its username, its claim and its waiting page, and is deleted with
// the others. Only its canonical address is its own ID, so that nothing sent to the address can ever verify it.

/** Returns whether a registration is a decoy. */
export const isDecoy = ({ id, emailCanonical }: { id: string; emailCanonical: string }): boolean =>
  emailCanonical === id;

/** What admins see as the reason why the verification email of a decoy was not sent. */
export const DECOY_REASON = "Not sent: the address already has an account, whose owner was told.";

/**
 * Queues the verification email of a registration or, for a decoy, an email that tells the owner of the address that
 * there is an account. The owner gets at most one an hour. The decoy gets a row of its own, on which attempts at its code
 * are counted. One statement in both cases.
 *
 * @param ownerId the account that has the address
 */
export async function queueRegistrationEmail(
  transaction: Prisma.TransactionClient,
  { userId, email, ownerId }: { userId: string; email: string; ownerId: string | undefined },
): Promise<void> {
  const owner = ownerId ?? null;
  await transaction.$executeRaw`
    WITH own AS (
      INSERT INTO outbox_emails (id, user_id, kind, recipient, state, last_error, updated_at)
      SELECT gen_random_uuid(), ${userId}::uuid, 'verify_email', ${email},
        (CASE WHEN ${owner}::uuid IS NULL THEN 'queued' ELSE 'failed' END)::"EmailState",
        CASE WHEN ${owner}::uuid IS NOT NULL THEN ${DECOY_REASON} END, now()
    )
    INSERT INTO outbox_emails (id, user_id, kind, recipient, updated_at)
    SELECT gen_random_uuid(), id, 'account_exists', email, now() FROM users
    WHERE id = ${owner}::uuid AND NOT EXISTS (
      SELECT FROM outbox_emails AS recent
      WHERE recent.user_id = users.id AND recent.kind = 'account_exists' AND recent.created_at > now() - interval '1 hour'
    )
    ON CONFLICT DO NOTHING`;
}

/**
 * Tells the owner of an address that there is an account, at most once an hour.
 *
 * @returns whether the email was queued
 */
export async function queueAccountExists(
  transaction: Prisma.TransactionClient,
  ownerId: string,
): Promise<boolean> {
  const count = await transaction.$executeRaw`
    INSERT INTO outbox_emails (id, user_id, kind, recipient, updated_at)
    SELECT gen_random_uuid(), id, 'account_exists', email, now() FROM users
    WHERE id = ${ownerId}::uuid AND NOT EXISTS (
      SELECT FROM outbox_emails AS recent
      WHERE recent.user_id = users.id AND recent.kind = 'account_exists' AND recent.created_at > now() - interval '1 hour'
    )
    ON CONFLICT DO NOTHING`;
  return count > 0;
}
