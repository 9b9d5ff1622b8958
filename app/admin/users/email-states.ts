import type { EmailKind } from "@/lib/generated/prisma/client";

/** How the state of an email's delivery is shown. */
export const EMAIL_STATES = {
  queued: { tone: "warning", text: "Queued" },
  sending: { tone: "warning", text: "Sending" },
  sent: { tone: "neutral", text: "Sent" },
  failed: { tone: "danger", text: "Failed" },
  delivered: { tone: "success", text: "Delivered" },
  bounced: { tone: "danger", text: "Bounced" },
  complained: { tone: "danger", text: "Marked as spam" },
} as const;

/** What each kind of email is called. */
export const EMAIL_NAMES: Record<EmailKind, string> = {
  verify_email: "Verification email",
  verification_reminder: "Verification reminder",
  reset_password: "Password reset",
  password_changed: "Password changed",
  new_login: "New login",
  confirm_email_change: "Confirm new email address",
  email_changed: "Email address changed",
  email_change_reverted: "Email address restored",
  email_change_requested: "Email change requested",
  deletion_scheduled: "Deletion scheduled",
  deletion_canceled: "Deletion canceled",
  username_changed: "Username changed",
  data_exported: "Account data downloaded",
  device_trusted: "Device trusted",
  role_changed: "Role changed",
  account_suspended: "Account suspended",
  impersonation_started: "Impersonation started",
  account_reactivated: "Account reactivated",
  login_attempts: "Failed login attempts",
  confirm_login: "Login link",
  account_exists: "Account exists already",
  no_account: "No account",
  invitation: "Invitation",
  two_factor_added: "Two-factor method added",
  two_factor_removed: "Two-factor method removed",
  recovery_code_used: "Recovery code used",
  recovery_codes_regenerated: "Recovery codes replaced",
  two_factor_reset_link: "Two-factor reset link",
  two_factor_reset_requested: "Two-factor reset requested",
  two_factor_reset_reminder: "Two-factor reset reminder",
  two_factor_reset_canceled: "Two-factor reset canceled",
  two_factor_reset_done: "Two-factor authentication reset",
};
