import { Prisma } from "@/lib/generated/prisma/client";

// A decoy is the registration of an address that has an account already, where that must not be revealed. It is a user
// like any other whose address isn't verified: it has its username, its claim and its waiting page, and is deleted with
// the others. Only its canonical address is its own ID, so that nothing sent to the address can ever verify it.

/** Returns whether a registration is a decoy. */
export const isDecoy = ({ id, emailCanonical }: { id: string; emailCanonical: string }): boolean =>
  emailCanonical === id;

/** What admins see as the reason why the verification email of a decoy was not sent. */
export const DECOY_REASON = "Not sent: the address already has an account, whose owner was told.";

/** Inserts the email that tells the owner of an address that there is an account, unless one was queued in the last hour. */
const accountExistsNotice = (ownerId: string | null) => Prisma.sql`
  INSERT INTO outbox_emails (id, user_id, kind, recipient, updated_at)
  SELECT gen_random_uuid(), id, 'account_exists', email, now() FROM users
  WHERE id = ${ownerId}::uuid AND NOT EXISTS (
    SELECT FROM outbox_emails AS recent
    WHERE recent.user_id = users.id AND recent.kind = 'account_exists' AND recent.created_at > now() - interval '1 hour'
  )
  ON CONFLICT DO NOTHING`;

/** An email to an address that a stranger may have entered. */
type EmailToAddress = {
  kind: "verify_email" | "confirm_email_change";
  userId: string;
  email: string;
  details?: object;
  /** The state of the row if nothing is sent to the address. */
  decoyState: "failed" | "sent";
};

/**
 * Queues an email that proves an address or, if that has an account, one that tells its owner so, at most once an hour.
 * The email that isn't sent gets a row all the same, on which attempts at its code are counted and which shows a change
 * that waits. One statement in both cases, so that they take the same time.
 *
 * @param ownerId the account that has the address
 */
export async function queueProofOrNotice(
  transaction: Prisma.TransactionClient,
  { kind, userId, email, details = {}, decoyState }: EmailToAddress,
  ownerId: string | undefined,
): Promise<void> {
  const owner = ownerId ?? null;
  const state = ownerId ? decoyState : "queued";
  await transaction.$executeRaw`
    WITH own AS (
      INSERT INTO outbox_emails (id, user_id, kind, recipient, details, state, sent_at, last_error, updated_at)
      SELECT gen_random_uuid(), ${userId}::uuid, ${kind}::"EmailKind", ${email}, ${JSON.stringify(details)}::jsonb,
        ${state}::"EmailState", CASE WHEN ${state} = 'sent' THEN now() END,
        CASE WHEN ${owner}::uuid IS NOT NULL THEN ${DECOY_REASON} END, now()
      -- An email to this address that is on its way is enough.
      ON CONFLICT DO NOTHING
    )
    ${accountExistsNotice(owner)}`;
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
  return (await transaction.$executeRaw(accountExistsNotice(ownerId))) > 0;
}
