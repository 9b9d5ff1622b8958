import type { AuditEventName } from "@/lib/audit/record-event";

/** What the events are called where one chooses among them. */
export const EVENT_NAMES: Record<AuditEventName, string> = {
  authn_login_success: "Login",
  authn_login_fail: "Failed login",
  authn_login_lock: "Account suspended or secured",
  session_expired: "Sessions revoked",
  authn_password_change: "Password changed",
  authn_password_change_fail: "Failed password change",
  authn_token_created: "Link requested",
  authn_token_revoked: "Email change canceled",
  authz_fail: "Failed confirmation by password",
  authz_change: "Device trust changed",
  privilege_permissions_changed: "Role changed",
  impersonation_started: "Impersonation started",
  impersonation_stopped: "Impersonation ended",
  user_created: "Account created",
  user_updated: "Account updated",
  user_archived: "Deletion scheduled",
  user_deleted: "Account deleted",
  registration_removed: "Registration removed by the owner of the email address",
  user_restored: "Account restored",
  upload_stored: "Picture updated",
  upload_delete: "Picture removed",
  sensitive_read: "Data downloaded",
  bulk_job_created: "Bulk action started",
  bulk_job_canceled: "Bulk action canceled",
  sensitive_delete: "Device removed",
  mfa_method_added: "Two-factor method added",
  mfa_method_updated: "Two-factor method renamed",
  mfa_method_removed: "Two-factor method removed",
  mfa_recovery_code_used: "Recovery code used",
  mfa_recovery_codes_created: "Recovery codes created",
  mfa_reset_requested: "Two-factor reset requested",
  mfa_reset_canceled: "Two-factor reset canceled",
  mfa_reset: "Two-factor authentication reset",
  mfa_confirmed: "Identity confirmed",
  mfa_confirmation_fail: "Failed confirmation by code",
  mfa_passkey_copied: "Copied passkey refused",
};

/** Every event name. */
export const AUDIT_EVENTS = Object.keys(EVENT_NAMES) as AuditEventName[];
