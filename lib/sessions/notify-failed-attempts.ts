import type { AuditEventName } from "@/lib/audit/record-event";
import { lockUser } from "@/lib/database/lock-user";
import type { Prisma } from "@/lib/generated/prisma/client";
import { queueEmail } from "@/lib/mail/queue-email";

const DAY_MS = 24 * 60 * 60 * 1000;
/** The number of failed attempts in 24 hours that the owner is told about. */
const FAILURES_BEFORE_ALERT = 20;

/** The events of a wrong password or code in a session, by someone who confirms that they are the owner. */
export const FAILED_CONFIRMATIONS = [
  "authz_fail",
  "authn_password_change_fail",
  "mfa_confirmation_fail",
] as const satisfies AuditEventName[];

/**
 * Queues an email to the owner of an account if many logins to it, and confirmations in its sessions, failed in the last 24
 * hours. Sends at most one in 24 hours. To be called in the transaction that records such a failure, after it is recorded.
 *
 * @param ipAddress where that attempt came from
 * @returns whether an email was queued
 */
export async function notifyOwnerOfFailedAttempts(
  transaction: Prisma.TransactionClient,
  userId: string,
  ipAddress: string,
): Promise<boolean> {
  const ofLastDay = { userId, createdAt: { gt: new Date(Date.now() - DAY_MS) } };
  const isAlerted = async () =>
    (await transaction.outboxEmail.count({ where: { ...ofLastDay, kind: "login_attempts" } })) > 0;
  // During an attack, most calls end here, without the lock and without counting a long list of events.
  if (await isAlerted()) return false;
  // Of two failures at once, the second waits here and then counts the first one too.
  await lockUser(transaction, userId);
  const count = (events: AuditEventName[]) =>
    transaction.auditEvent.count({ where: { ...ofLastDay, event: { in: events } } });
  const confirmations = await count([...FAILED_CONFIRMATIONS]);
  const failures = (await count(["authn_login_fail"])) + confirmations;
  if (failures < FAILURES_BEFORE_ALERT || (await isAlerted())) return false;
  // An unverified address may belong to someone else, and a suspended account can't be logged in to.
  const owner = { id: userId, emailVerified: true, suspendedAt: null };
  if ((await transaction.user.count({ where: owner })) === 0) return false;
  await queueEmail(transaction, {
    kind: "login_attempts",
    userId,
    details: {
      failures: String(failures),
      ...(confirmations > 0 && { confirmations: String(confirmations) }),
    },
    origin: { ipAddress },
  });
  return true;
}
