import type { AuditDetails, AuditEventName } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import { isUuid } from "@/lib/schemas/uuid";
import type { Actor } from "@/lib/sessions/current-user";

const PAGE_SIZE = 50;

/** An audit event of the user, with a message that describes it. */
export type Activity = { id: string; at: Date; event: string; message: string; ipAddress: string };

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
  authn_token_created: ({ purpose }) => TOKEN_REQUESTS[purpose],
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

const LIST_FORMAT = new Intl.ListFormat("en-US");

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Lists the user's audit events, newest first, one page at a time.
 *
 * @param before the ID of one of the user's events, to list only those before it; any other value is ignored
 * @returns the page and, if there are more events, `next`: the `before` of the next page
 */
export async function listActivity(
  { userId }: Pick<Actor, "userId">,
  before?: unknown,
): Promise<{ activity: Activity[]; next?: string }> {
  const isEventId = typeof before === "string" && isUuid(before);
  const cursor =
    isEventId && (await db().auditEvent.findFirst({ where: { id: before, userId }, select: { id: true } }));
  const rows = await db().auditEvent.findMany({
    where: { userId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    ...(cursor && { cursor, skip: 1 }),
    take: PAGE_SIZE + 1,
    select: { id: true, event: true, details: true, ipAddress: true, createdAt: true },
  });
  const events = rows.slice(0, PAGE_SIZE);
  const next = rows.length > PAGE_SIZE ? events.at(-1)?.id : undefined;
  const activity = events.map(({ id, event, details, ipAddress, createdAt }) => {
    // Safe cast: only `recordEvent` writes events, and it ties the type of the details to the event name.
    const toMessage = EVENT_MESSAGES[event as AuditEventName] as ((details: unknown) => string) | undefined;
    return { id, event, message: toMessage?.(details) ?? event, ipAddress, at: createdAt };
  });
  return { activity, ...(next && { next }) };
}
