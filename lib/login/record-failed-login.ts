import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import type { RequestContext } from "@/lib/http/request-context";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { describeError, log } from "@/lib/observability/log";
import { notifyOwnerOfFailedLogins } from "./notify-failed-logins";

/**
 * Records a failed login in the owner's audit log, and tells the owner if many have failed. If that fails, the login goes on: the failure is only logged.
 *
 * @param device as detected from the request: a name in the input would be chosen by a stranger
 * @param reason why the correct password was refused; without one, the password was wrong
 */
export async function recordFailedLogin(
  userId: string,
  { ipAddress }: RequestContext,
  device: string,
  reason?: "suspended" | "unverified",
): Promise<void> {
  const details = { device, ...(reason && { reason }) };
  try {
    const isAlerted = await db().$transaction(async (transaction) => {
      await recordEvent(transaction, { userId, ipAddress }, "authn_login_fail", details);
      return notifyOwnerOfFailedLogins(transaction, userId, ipAddress);
    });
    if (isAlerted) triggerMailDelivery();
  } catch (error) {
    log.warn(
      { event: "login_failure_not_recorded", error: describeError(error), userId },
      "Could not record a failed login in the audit log",
    );
  }
}
