import type { AuditEventName } from "@/lib/audit/record-event";
import type { Prisma } from "@/lib/generated/prisma/client";

/** The categories that the activity of an account can be filtered by. */
export const ACTIVITY_CATEGORIES = ["logins", "security", "profile"] as const;

export type ActivityCategory = (typeof ACTIVITY_CATEGORIES)[number];

/** The category in which an event is shown. A filter may find it in another one, too. */
export const EVENT_CATEGORIES: Record<AuditEventName, ActivityCategory> = {
  authn_login_success: "logins",
  authn_login_fail: "logins",
  session_expired: "logins",
  authn_login_lock: "security",
  authn_password_change: "security",
  authn_password_change_fail: "security",
  authn_token_created: "security",
  authn_token_revoked: "security",
  privilege_permissions_changed: "security",
  authz_fail: "security",
  authz_change: "security",
  sensitive_read: "security",
  bulk_job_created: "security",
  bulk_job_canceled: "security",
  sensitive_delete: "security",
  user_archived: "security",
  user_deleted: "security",
  user_restored: "security",
  registration_removed: "security",
  mfa_method_added: "security",
  mfa_method_updated: "security",
  mfa_method_removed: "security",
  mfa_recovery_code_used: "security",
  mfa_recovery_codes_created: "security",
  mfa_reset_requested: "security",
  mfa_reset_canceled: "security",
  mfa_reset: "security",
  mfa_confirmed: "security",
  mfa_confirmation_fail: "security",
  mfa_passkey_copied: "security",
  impersonation_started: "security",
  impersonation_stopped: "security",
  user_created: "profile",
  user_updated: "profile",
  upload_stored: "profile",
  upload_delete: "profile",
};

/** The changes of a user that concern how they log in, so that they belong to security as well. */
const SECURITY_FIELDS = ["email", "emailVerified", "username"];

/** Returns the category that a request names, or `undefined` if it names none. */
export function activityCategory(value: unknown): ActivityCategory | undefined {
  return ACTIVITY_CATEGORIES.find((category) => category === value);
}

/** Returns the filter for the audit events of a category. */
export function eventsIn(category: ActivityCategory): Prisma.AuditEventWhereInput {
  const names = Object.keys(EVENT_CATEGORIES) as AuditEventName[];
  const event = { in: names.filter((name) => EVENT_CATEGORIES[name] === category) };
  if (category !== "security") return { event };
  const changes = SECURITY_FIELDS.map((field) => ({
    event: "user_updated",
    details: { path: ["fields"], array_contains: [field] },
  }));
  return { OR: [{ event }, ...changes] };
}
