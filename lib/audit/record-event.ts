import type { Prisma } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";

/** What is written down, in the words of OWASP's logging vocabulary, with what each leaves open. */
export type AuditDetails = {
  authn_login_success: { device: string; isNewDevice: boolean };
  authn_login_fail: { device: string };
  authn_password_change: { by: "owner" | "reset" };
  authn_password_change_fail: Record<string, never>;
  authn_token_created: { purpose: "reset-password" | "confirm-email-change" };
  authn_token_revoked: { purpose: "confirm-email-change" };
  session_expired: { reason: "logout" | "ended" | "reported"; sessions: number };
  privilege_permissions_changed: { role: string };
  authz_fail: Record<string, never>;
  authz_change: { device: string; trusted: boolean };
  user_created: { device: string };
  user_updated: { fields: string[]; device?: string };
  upload_stored: { file: "picture" };
  upload_delete: { file: "picture" };
  sensitive_read: { what: "data" };
  sensitive_delete: { device: string };
  user_archived: { until: string };
  user_restored: { what?: "account" | "email" };
  authn_login_lock: { reason: "suspended" | "reported" };
};

export type AuditEventName = keyof AuditDetails;

/** Who does something: which of the two is missing before anybody is logged in. */
export type AuditActor = Pick<RequestContext, "ipAddress"> & { userId: string; sessionId?: string };

/**
 * Writes down what somebody did.
 *
 * @param transaction the one that makes the change itself, so that neither is there without the other
 */
export async function recordEvent<Name extends AuditEventName>(
  transaction: Prisma.TransactionClient,
  { userId, sessionId, ipAddress }: AuditActor,
  event: Name,
  details: AuditDetails[Name],
): Promise<void> {
  await transaction.auditEvent.create({
    data: { userId, event, details, ipAddress, ...(sessionId && { sessionId }) },
    select: { id: true },
  });
}
