import type { AuditDetails, AuditEventName } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import { isUuid } from "@/lib/schemas/uuid";
import type { Actor } from "@/lib/sessions/current-user";

const PAGE_SIZE = 50;

/** Something that somebody did, in a plain message. */
export type Activity = { id: string; at: Date; event: string; message: string; ipAddress: string };

const FIELDS: Record<string, string> = {
  username: "username",
  bio: "bio",
  address: "address",
  phoneNumber: "phone number",
  email: "email",
  device_name: "the name of a device",
};

const PURPOSES = {
  "reset-password": "A link to choose a new password was asked for.",
  "confirm-email-change": "A change of your email was asked for.",
} as const;

const EVENT_MESSAGES: { [Name in AuditEventName]: (details: AuditDetails[Name]) => string } = {
  authn_login_success: ({ device, isNewDevice }) =>
    `You logged in on ${device}${isNewDevice ? ", for the first time" : ""}.`,
  authn_login_fail: ({ device }) => `A log-in with a wrong password failed, on ${device}.`,
  authn_password_change: ({ by }) =>
    by === "reset" ? "You chose a new password by a link in a mail." : "You changed your password.",
  authn_password_change_fail: () => "A change of your password failed: the present one was wrong.",
  authn_token_created: ({ purpose }) => PURPOSES[purpose],
  authn_token_revoked: () => "You called a change of your email off.",
  session_expired: ({ reason, sessions }) => {
    if (reason === "logout") return "You logged out.";
    if (reason === "reported") return "Everybody was logged out.";
    return sessions === 1 ? "You ended a session." : `You ended ${sessions} sessions.`;
  },
  privilege_permissions_changed: ({ role }) => `Your role is ${role} now.`,
  authz_fail: () => "A wrong password was given where yours is asked for again.",
  authz_change: ({ device, trusted }) =>
    trusted ? `You trusted the device ${device}.` : `You no longer trust the device ${device}.`,
  user_created: ({ device }) => `You registered, on ${device}.`,
  user_updated: ({ fields }) =>
    fields[0] === "emailVerified"
      ? "You verified your email."
      : `You changed ${fields.map((field) => FIELDS[field] ?? field).join(", ")}.`,
  upload_stored: () => "You chose a new picture.",
  upload_delete: () => "You removed your picture.",
  sensitive_read: () => "You downloaded your data.",
  sensitive_delete: ({ device }) => `You removed the device ${device}.`,
  user_archived: () => "You asked for your account to be deleted.",
  user_restored: ({ what }) =>
    what === "email" ? "You took your email back." : "You logged in, and your account is not deleted.",
  authn_login_lock: ({ reason }) =>
    reason === "suspended"
      ? "Your account was suspended."
      : "You flash that it was not you: everybody was logged out, and the old password works no longer.",
};

/**
 * What the actor did lately, the latest first.
 *
 * @param before the id of one of the actor's events: only what was done before it; anything else counts as not given
 * @returns with `next`, the `before` of those that follow, where there are any
 */
export async function listActivity(
  { userId }: Pick<Actor, "userId">,
  before?: unknown,
): Promise<{ activity: Activity[]; next?: string }> {
  const isGiven = typeof before === "string" && isUuid(before);
  const last =
    isGiven && (await db().auditEvent.findFirst({ where: { id: before, userId }, select: { id: true } }));
  const found = await db().auditEvent.findMany({
    where: { userId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    ...(last && { cursor: last, skip: 1 }),
    take: PAGE_SIZE + 1,
    select: { id: true, event: true, details: true, ipAddress: true, createdAt: true },
  });
  const events = found.slice(0, PAGE_SIZE);
  const next = found.length > PAGE_SIZE ? events.at(-1)?.id : undefined;
  const activity = events.map(({ id, event, details, ipAddress, createdAt }) => {
    // Written by `recordEvent` alone, which knows which details belong to which event.
    const say = EVENT_MESSAGES[event as AuditEventName] as ((details: unknown) => string) | undefined;
    return { id, event, message: say?.(details) ?? event, ipAddress, at: createdAt };
  });
  return { activity, ...(next && { next }) };
}
