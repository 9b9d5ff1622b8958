import type { Prisma } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";

/** The old and the new value of a field. Only for values that are neither secret nor free text. */
export type Change = { from: string; to: string };

/** The audit events, named after OWASP's logging vocabulary, and the details that each event records. */
export type AuditDetails = {
  authn_login_success: { device: string; isNewDevice: boolean };
  /** Without a reason the password was wrong, otherwise it was correct. */
  authn_login_fail: { device: string; reason?: "suspended" | "unverified" };
  authn_password_change: { by: "owner" | "reset" };
  authn_password_change_fail: Record<string, never>;
  authn_token_created: { purpose: "reset-password" | "confirm-email-change"; newEmail?: string };
  authn_token_revoked: { purpose: "confirm-email-change" };
  session_expired: { reason: "logout" | "revoked" | "reported"; sessions: number };
  privilege_permissions_changed: { role: string };
  authz_fail: Record<string, never>;
  authz_change: { device: string; trusted: boolean };
  user_created: { device: string };
  user_updated: {
    fields: string[];
    device?: string;
    /** The old and new values of the changed fields that are recorded with their value. */
    changes?: Partial<Record<"username" | "email" | "device_name", Change>>;
  };
  upload_stored: { file: "picture" };
  upload_delete: { file: "picture" };
  sensitive_read: { what: "data" };
  sensitive_delete: { device: string };
  user_archived: { until: string };
  user_restored: { what?: "account" | "email" | "access"; changes?: { email: Change } };
  authn_login_lock: { reason: "suspended" | "reported" };
};

export type AuditEventName = keyof AuditDetails;

/** The user who acts, and from where. Before login there is no session. */
export type AuditActor = Pick<RequestContext, "ipAddress"> & { userId: string; sessionId?: string };

/**
 * Records an audit event.
 *
 * @param transaction the transaction that makes the change, so that the change and its event are committed
 *   together
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
