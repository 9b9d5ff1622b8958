import { lockUser } from "@/lib/database/lock-user";
import type { Prisma } from "@/lib/generated/prisma/client";
import { queueEmail } from "@/lib/mail/queue-email";

const DAY_MS = 24 * 60 * 60 * 1000;
/** The number of failed logins in 24 hours that the owner is told about. */
const FAILURES_BEFORE_ALERT = 20;

/**
 * Queues an email to the owner of an account if many logins to it failed in the last 24 hours. Sends at most one in 24
 * hours. To be called in the transaction that records a failed login, after it is recorded.
 *
 * @param ipAddress where that login came from
 * @returns whether an email was queued
 */
export async function notifyOwnerOfFailedLogins(
  transaction: Prisma.TransactionClient,
  userId: string,
  ipAddress: string,
): Promise<boolean> {
  const ofLastDay = { userId, createdAt: { gt: new Date(Date.now() - DAY_MS) } };
  const isAlerted = async () =>
    (await transaction.outboxEmail.count({ where: { ...ofLastDay, kind: "login_attempts" } })) > 0;
  // During an attack, most calls end here, without the lock and without counting a long list of events.
  if (await isAlerted()) return false;
  // Of two failed logins at once, the second waits here and then counts the first one too.
  await lockUser(transaction, userId);
  const failures = await transaction.auditEvent.count({ where: { ...ofLastDay, event: "authn_login_fail" } });
  if (failures < FAILURES_BEFORE_ALERT || (await isAlerted())) return false;
  // An unverified address may belong to someone else, and a suspended account can't be logged in to.
  const owner = { id: userId, emailVerified: true, suspendedAt: null };
  if ((await transaction.user.count({ where: owner })) === 0) return false;
  await queueEmail(transaction, {
    kind: "login_attempts",
    userId,
    details: { failures: String(failures) },
    origin: { ipAddress },
  });
  return true;
}
