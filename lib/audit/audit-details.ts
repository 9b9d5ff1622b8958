/** The old and the new value of a field. Only for values that are neither secret nor free text. */
export type Change = { from: string; to: string };

/** The audit events, named after OWASP's logging vocabulary, and the details that each event records. */
export type AuditDetails = {
  authn_login_success: { device: string; isNewDevice: boolean };
  /** Without a reason the password was wrong, otherwise it was correct. */
  authn_login_fail: { device: string; reason?: LoginFailReason };
  /** `administrator`: the password was disabled, and the owner has to set a new one. */
  authn_password_change: { by: "owner" | "reset" | "verification" | "invitation" | "administrator" };
  authn_password_change_fail: Record<string, never>;
  authn_token_created: {
    purpose:
      | "reset-password"
      | "confirm-email-change"
      | "confirm-login"
      | "verify-email"
      | "invitation"
      | "two-factor-reset";
    newEmail?: string;
  };
  authn_token_revoked: { purpose: "confirm-email-change" };
  session_expired: { reason: "logout" | "revoked" | "reported"; sessions: number };
  privilege_permissions_changed: { role: string; previousRole?: string };
  authz_fail: Record<string, never>;
  authz_change: { device: string; trusted: boolean };
  /** `device`: where the owner registered. `by`: set if an admin created the account. */
  user_created: { device?: string; by?: "administrator" };
  user_updated: {
    fields: string[];
    device?: string;
    /** The old and new values of the changed fields that are recorded with their value. */
    changes?: Partial<Record<"username" | "email" | "device_name" | "phoneNumber", Change>>;
  };
  upload_stored: { file: "picture" };
  upload_delete: { file: "picture" };
  /** An export of a list is recorded when it starts, with `filter`, and when it ends, with the number of `rows`. */
  sensitive_read:
    | { what: "data" }
    | { what: "users_csv" | "events_csv"; columns: string[]; filter: string }
    | { what: "users_csv" | "events_csv"; rows: number; isComplete: boolean };
  /** An action on many users: on as many as were chosen, or on all that match a filter. */
  bulk_job_created: { action: string; users: number } | { action: string; filter: string };
  bulk_job_canceled: { action: string };
  sensitive_delete: { device: string };
  user_archived: { until: string };
  user_deleted: { by: "administrator" };
  /** Whoever reads the mailbox removed a registration whose address was never verified. */
  registration_removed: Record<string, never>;
  mfa_method_added: MfaMethod;
  mfa_method_updated: MfaMethod;
  mfa_method_removed: MfaMethod;
  mfa_recovery_code_used: { remaining: number };
  mfa_recovery_codes_created: { isFirst: boolean };
  /** The owner who lost every method, or an admin, asked for a reset, which takes effect later. */
  mfa_reset_requested: { until: string };
  mfa_reset_canceled: Record<string, never>;
  /** Every method was removed, because the owner lost them. */
  mfa_reset: { by: "admin" | "owner" };
  /** The owner confirmed their identity before a sensitive action. */
  mfa_confirmed: { methods: string[] };
  mfa_confirmation_fail: Record<string, never>;
  /** The signature counter of a passkey went back, so it may have been copied. */
  mfa_passkey_copied: { name: string };
  user_restored: {
    what?: "account" | "email" | "access" | "rate_limits" | "email_delivery" | "suspension";
    changes?: { email: Change };
  };
  /** An admin looks at the account as its owner sees it. `note`: why. `until`: when it ends by itself, as a text. */
  impersonation_started: { note: string; until: string };
  /** `account_changed`: the account can't be impersonated anymore. A trigger records it. */
  impersonation_stopped: { reason: "stopped" | "expired" | "session_ended" | "account_changed" };
  /** `note`: why an admin suspended the account. `until`: when the suspension ends by itself, as a text. */
  authn_login_lock: { reason: "suspended" | "reported"; note?: string; until?: string };
};

/** `second_factor_missing`: the login waited for a second factor, and none was entered. */
type LoginFailReason = "suspended" | "unverified" | "second_factor" | "second_factor_missing";

/** A second factor: an authenticator app or a passkey, with its name. */
type MfaMethod = { method: "authenticator" | "passkey"; name: string };

export type AuditEventName = keyof AuditDetails;
