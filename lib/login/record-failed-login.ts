import type { AuditDetails } from "@/lib/audit/audit-details";
import { type AuditActor, recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { describeError, log } from "@/lib/observability/log";
import { networkHash } from "@/lib/observability/network-hash";
import { notifyOwnerOfFailedAttempts } from "@/lib/sessions/notify-failed-attempts";

/** Records a login whose password was correct and whose second factor was not, in the owner's audit log and in the log. */
export async function recordWrongSecondFactor(
  userId: string,
  context: RequestContext,
  device: string,
): Promise<void> {
  const { requestId, ipAddress } = context;
  const reason = "second_factor";
  log.info({ event: "authn_login_fail", userId, reason, requestId, network: networkHash(ipAddress) });
  await recordFailedLogin(userId, context, device, reason);
}

/**
 * Records a failed login in the owner's audit log, and tells the owner if many have failed. If that fails, the login goes on: the failure is only logged.
 *
 * @param device as detected from the request: a name in the input would be chosen by a stranger
 * @param reason why the login was refused with the correct password; without one, the password was wrong
 */
export async function recordFailedLogin(
  userId: string,
  { ipAddress, requestId, userAgent }: RequestContext,
  device: string,
  reason?: AuditDetails["authn_login_fail"]["reason"],
): Promise<void> {
  const details = { device, ...(reason && { reason }) };
  try {
    const isAlerted = await db().$transaction(async (transaction) => {
      const actor = { userId, ipAddress, requestId, userAgent };
      return recordLoginFailure(transaction, actor, details);
    });
    if (isAlerted) triggerMailDelivery();
  } catch (error) {
    log.warn(
      { event: "login_failure_not_recorded", error: describeError(error), userId },
      "Could not record a failed login in the audit log",
    );
  }
}

/**
 * Records a failed login in a transaction, and tells the owner if many have failed.
 *
 * @returns whether an email was queued
 */
export async function recordLoginFailure(
  transaction: Prisma.TransactionClient,
  actor: AuditActor,
  details: AuditDetails["authn_login_fail"],
): Promise<boolean> {
  await recordEvent(transaction, actor, "authn_login_fail", details);
  return notifyOwnerOfFailedAttempts(transaction, actor.userId, actor.ipAddress);
}
