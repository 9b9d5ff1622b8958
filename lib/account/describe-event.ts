import type { AuditDetails, AuditEventName, Change } from "@/lib/audit/record-event";

/** How an attempt ended: `failed` was refused for a wrong password, `blocked` in spite of the right one. */
export type Outcome = "success" | "failed" | "blocked";

/** What is shown of an audit event. */
export type EventDescription = {
  message: string;
  outcome: Outcome;
  /** What the change was from and to, if the event records it. */
  change?: Change;
};

const FIELDS: Record<string, string> = {
  username: "username",
  bio: "bio",
  address: "address",
  phoneNumber: "phone number",
  email: "email address",
};

const TOKEN_REQUESTS = {
  "reset-password": "Password reset requested",
  "confirm-email-change": "Email change requested",
} as const;

const LOGIN_BLOCKS = {
  suspended: "Login blocked (account suspended)",
  unverified: "Login blocked (email not verified)",
} as const;

const RESTORATIONS = {
  account: "Account deletion canceled",
  email: "Email address restored",
  access: "Account reactivated",
} as const;

const EVENT_MESSAGES: { [Name in AuditEventName]: (details: AuditDetails[Name]) => string } = {
  authn_login_success: ({ device, isNewDevice }) =>
    isNewDevice ? `Logged in from a new device: ${device}` : `Logged in from ${device}`,
  authn_login_fail: ({ device, reason }) =>
    reason ? LOGIN_BLOCKS[reason] : `Failed login attempt (incorrect password) from ${device}`,
  authn_password_change: ({ by }) => (by === "reset" ? "Password reset by email" : "Password changed"),
  authn_password_change_fail: () => "Password change failed (incorrect current password)",
  authn_token_created: ({ purpose, newEmail }) =>
    newEmail ? `${TOKEN_REQUESTS[purpose]}: ${newEmail}` : TOKEN_REQUESTS[purpose],
  authn_token_revoked: () => "Email change canceled",
  session_expired: ({ reason, sessions }) => {
    if (reason === "logout") return "Logged out";
    if (reason === "reported") return "Logged out of all sessions";
    return sessions === 1 ? "1 session logged out" : `${sessions} sessions logged out`;
  },
  privilege_permissions_changed: ({ role }) => `Role changed to ${role}`,
  authz_fail: () => "Incorrect password entered when confirming identity",
  authz_change: ({ device, trusted }) =>
    trusted ? `Device trusted: ${device}` : `Trust removed from ${device}`,
  user_created: ({ device }) => `Account created from ${device}`,
  user_updated: ({ fields, device }) => {
    if (fields[0] === "emailVerified") return "Email verified";
    if (fields[0] === "device_name") return device ? `Device renamed: ${device}` : "Device renamed";
    return capitalize(`${LIST_FORMAT.format(fields.map((field) => FIELDS[field] ?? field))} updated`);
  },
  upload_stored: () => "Profile picture updated",
  upload_delete: () => "Profile picture removed",
  sensitive_read: () => "Account data downloaded",
  sensitive_delete: ({ device }) => `Device removed: ${device}`,
  user_archived: () => "Account scheduled for deletion",
  user_restored: ({ what = "account" }) => RESTORATIONS[what],
  authn_login_lock: ({ reason }) =>
    reason === "suspended"
      ? "Account suspended"
      : "Account secured: all sessions logged out and password disabled",
};

const FAILURES: string[] = [
  "authn_login_fail",
  "authn_password_change_fail",
  "authz_fail",
] satisfies AuditEventName[];
const LIST_FORMAT = new Intl.ListFormat("en-US");

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Describes an audit event to the user whom it is about.
 *
 * @param details what `recordEvent` stored with the event
 */
export function describeEvent(event: string, details: unknown): EventDescription {
  // Safe cast: only `recordEvent` writes events, and it ties the type of the details to the event name.
  const toMessage = EVENT_MESSAGES[event as AuditEventName] as ((details: unknown) => string) | undefined;
  const change = changeOf(details);
  return {
    message: toMessage?.(details) ?? event,
    outcome: outcomeOf(event, details),
    ...(change && { change }),
  };
}

function outcomeOf(event: string, details: unknown): Outcome {
  if (event === "authn_login_lock") return "blocked";
  if (!FAILURES.includes(event)) return "success";
  return (details as { reason?: string }).reason ? "blocked" : "failed";
}

function changeOf(details: unknown): Change | undefined {
  const { changes } = (details ?? {}) as { changes?: Record<string, Change> };
  return changes && Object.values(changes)[0];
}
