import type { StoredDetails } from "@/lib/audit/event-details";
import type { AuditEventName, Change } from "@/lib/audit/record-event";

/** How an attempt ended: `failed` was refused for a wrong password, `blocked` in spite of the right one. */
export type Outcome = "success" | "failed" | "blocked";

/** What is shown of an audit event. */
export type EventDescription = {
  message: string;
  outcome: Outcome;
  /** What the changes were from and to, as far as the event records it. */
  changes: FieldChange[];
};

/** A change, with the name of the field as it is shown. */
export type FieldChange = Change & { field: string };

const FIELDS: Record<string, string> = {
  username: "username",
  bio: "bio",
  address: "address",
  phoneNumber: "phone number",
  email: "email address",
  device_name: "device name",
};

const TOKEN_REQUESTS = {
  "reset-password": "Password reset requested",
  "confirm-email-change": "Email change requested",
  "confirm-login": "Login link sent after too many failed logins",
  "verify-email": "Verification email requested",
  invitation: "Invitation sent again",
  "two-factor-reset": "Link to reset two-factor authentication requested",
} as const;

const PASSWORD_CHANGES = {
  owner: "Password changed",
  reset: "Password reset by email",
  verification: "Password replaced when the email was verified",
  invitation: "Password set with the invitation",
  administrator: "Password disabled: a new one is required",
} as const;

const LOGIN_BLOCKS = {
  suspended: "Login blocked (account suspended)",
  unverified: "Login blocked (email not verified)",
  second_factor: "Failed login attempt (incorrect second factor)",
  second_factor_missing: "Login not finished (correct password, no second factor)",
} as const;

const METHODS = { authenticator: "Authenticator app", passkey: "Passkey" } as const;

const RESTORATIONS = {
  account: "Account deletion canceled",
  email: "Email address restored",
  access: "Account reactivated",
  rate_limits: "Rate limits lifted",
  email_delivery: "Email address taken off the suppression list",
  suspension: "Suspension ended",
} as const;

// Personal details are missing once they were erased.
const from = (device: string | undefined) => (device ? ` from ${device}` : "");
const named = (message: string, name: string | undefined) => (name ? `${message}: ${name}` : message);

const EVENT_MESSAGES: { [Name in AuditEventName]: (details: StoredDetails<Name>) => string } = {
  authn_login_success: ({ device, isNewDevice }) =>
    isNewDevice ? named("Logged in from a new device", device) : `Logged in${from(device)}`,
  authn_login_fail: ({ device, reason }) =>
    reason ? LOGIN_BLOCKS[reason] : `Failed login attempt (incorrect password)${from(device)}`,
  authn_password_change: ({ by }) => PASSWORD_CHANGES[by],
  authn_password_change_fail: () => "Password change failed (incorrect current password)",
  authn_token_created: ({ purpose, newEmail }) => named(TOKEN_REQUESTS[purpose], newEmail),
  authn_token_revoked: () => "Email change canceled",
  session_expired: ({ reason, sessions }) => {
    if (reason === "logout") return "Logged out";
    if (reason === "reported") return "All sessions revoked";
    return sessions === 1 ? "Session revoked" : `${sessions} sessions revoked`;
  },
  privilege_permissions_changed: ({ role }) => `Role changed to ${role}`,
  authz_fail: () => "Incorrect password entered when confirming identity",
  authz_change: ({ device, trusted }) =>
    trusted ? named("Device trusted", device) : `Trust removed from ${device ?? "a device"}`,
  user_created: ({ device, by }) =>
    by === "administrator" ? "Account created by invitation" : `Account created${from(device)}`,
  user_updated: ({ fields, device }) => {
    if (fields[0] === "emailVerified") return "Email verified";
    if (fields[0] === "device_name") return named("Device renamed", device);
    return capitalize(`${LIST_FORMAT.format(fields.map((field) => FIELDS[field] ?? field))} updated`);
  },
  upload_stored: () => "Profile picture updated",
  upload_delete: () => "Profile picture removed",
  sensitive_read: (details) => {
    if (details.what === "data") return "Account data downloaded";
    const list = details.what === "users_csv" ? "users" : "audit events";
    if (!("rows" in details)) return `Export of ${list} as CSV started`;
    const rows = `${details.rows.toLocaleString("en")} ${details.rows === 1 ? "row" : "rows"}`;
    return `Export of ${list} as CSV ${details.isComplete ? "done" : "stopped"}: ${rows}`;
  },
  bulk_job_created: (details) => {
    const what = `Bulk action started: ${details.action.replaceAll("_", " ")}`;
    if (!("users" in details)) return `${what}, all users that match a filter`;
    return `${what}, ${details.users} ${details.users === 1 ? "user" : "users"}`;
  },
  bulk_job_canceled: ({ action }) => `Bulk action canceled: ${action.replaceAll("_", " ")}`,
  sensitive_delete: ({ device }) => named("Device removed", device),
  user_archived: () => "Account scheduled for deletion",
  registration_removed: () => "Registration removed by the owner of the email address",
  user_deleted: () => "Account deleted",
  user_restored: ({ what = "account" }) => RESTORATIONS[what],
  mfa_method_added: ({ method, name }) => named(`${METHODS[method]} added`, name),
  mfa_method_updated: ({ method, name }) => named(`${METHODS[method]} renamed`, name),
  mfa_method_removed: ({ method, name }) => named(`${METHODS[method]} removed`, name),
  mfa_recovery_code_used: ({ remaining }) =>
    `Recovery code used, ${remaining} ${remaining === 1 ? "code remains" : "codes remain"}`,
  mfa_recovery_codes_created: ({ isFirst }) =>
    isFirst ? "Recovery codes created" : "New recovery codes created, the old ones no longer work",
  mfa_reset: ({ by }) =>
    by === "admin"
      ? "Two-factor authentication turned off by an administrator"
      : "Two-factor authentication turned off by a reset",
  mfa_reset_requested: ({ until }) => `Reset of two-factor authentication requested, due on ${until}`,
  mfa_reset_canceled: () => "Reset of two-factor authentication canceled",
  mfa_confirmed: () => "Identity confirmed",
  mfa_confirmation_fail: () => "Incorrect code entered when confirming identity",
  mfa_passkey_copied: ({ name }) => named("Passkey refused because it may have been copied", name),
  impersonation_started: () => "Impersonation started: the account was viewed, without changes",
  impersonation_stopped: ({ reason }) =>
    reason === "expired" ? "Impersonation ended (time limit reached)" : "Impersonation ended",
  authn_login_lock: ({ reason, until }) =>
    reason === "suspended"
      ? `Account suspended${until ? ` until ${until}` : ""}`
      : "Account secured: all sessions revoked and password disabled",
};

const FAILURES: string[] = [
  "authn_login_fail",
  "authn_password_change_fail",
  "authz_fail",
  "mfa_confirmation_fail",
] satisfies AuditEventName[];
const LIST_FORMAT = new Intl.ListFormat("en-US");

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Describes an audit event to the user whom it is about.
 *
 * @param details what `recordEvent` stored with the event, as `detailsOf` returns it
 */
export function describeEvent(event: string, details: unknown): EventDescription {
  // Safe cast: only `recordEvent` writes events, and it ties the type of the details to the event name.
  const toMessage = EVENT_MESSAGES[event as AuditEventName] as ((details: unknown) => string) | undefined;
  return {
    message: toMessage?.(details) ?? event,
    outcome: outcomeOf(event, details),
    changes: changesOf(details),
  };
}

function outcomeOf(event: string, details: unknown): Outcome {
  if (event === "authn_login_lock" || event === "mfa_passkey_copied") return "blocked";
  if (!FAILURES.includes(event)) return "success";
  const { reason } = (details ?? {}) as { reason?: string };
  return reason === "suspended" || reason === "unverified" ? "blocked" : "failed";
}

function changesOf(details: unknown): FieldChange[] {
  const { changes, role, previousRole } = (details ?? {}) as {
    changes?: Record<string, Change>;
    role?: string;
    previousRole?: string;
  };
  if (role && previousRole) return [{ field: "role", from: previousRole, to: role }];
  return Object.entries(changes ?? {}).map(([field, change]) => ({
    field: FIELDS[field] ?? field,
    ...change,
  }));
}
