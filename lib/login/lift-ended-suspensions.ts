import { db } from "@/lib/database/client";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";

const BATCH_SIZE = 500;

/** What a login knows of a suspension. */
type Suspension = { id: string; suspendedAt: Date | null; suspendedUntil: Date | null };

/**
 * Lifts the suspension of an account if it is over. The database decides, by its own clock: an account that an admin has
 * suspended again in the meantime stays suspended. A trigger records the event and tells the owner by email.
 *
 * @param user gets `suspendedAt: null` if the suspension was lifted
 */
export async function liftEndedSuspension(user: Suspension): Promise<void> {
  if (!user.suspendedUntil || user.suspendedUntil > new Date()) return;
  const lifted = await db().$executeRaw`
    UPDATE users SET suspended_at = NULL, suspension_reason = NULL, suspended_until = NULL, updated_at = now()
    WHERE id = ${user.id}::uuid AND suspended_until <= now()`;
  if (lifted === 0) return;
  user.suspendedAt = null;
  triggerMailDelivery();
}

/**
 * Lifts suspensions that are over, for owners who haven't tried to log in since.
 *
 * @returns the number of accounts, at most a batch
 */
export async function liftEndedSuspensions(): Promise<number> {
  const lifted = await db().$executeRaw`
    UPDATE users SET suspended_at = NULL, suspension_reason = NULL, suspended_until = NULL, updated_at = now()
    WHERE suspended_until <= now() AND id IN (
      SELECT id FROM users WHERE suspended_until <= now() ORDER BY suspended_until LIMIT ${BATCH_SIZE}
    )`;
  if (lifted > 0) triggerMailDelivery();
  return lifted;
}
