import type { ShownUser, UserDevice, UserEmail, UserSession } from "@/lib/admin/get-user";
import type { UserEvent } from "@/lib/admin/list-user-events";
import { deviceJson, userJson } from "./serializers";

/** Serializes a user with all that an admin sees of them. */
export function shownUserJson(user: ShownUser) {
  const { phoneNumber, profile, suspendedAt, suspensionReason, suspendedUntil, deleteAfter, suppression } =
    user;
  return {
    ...userJson(user),
    phone_number: phoneNumber,
    bio: profile?.bio ?? "",
    address: profile?.address ?? "",
    has_picture: Boolean(profile?.pictureHash),
    two_factor: {
      is_on: user.twoFactorSince !== null,
      authenticators: user.secondFactors.authenticators,
      passkeys: user.secondFactors.passkeys,
      recovery_codes: user.secondFactors.recoveryCodes,
      reset_due_at: user.resetDueAt?.toISOString() ?? null,
    },
    suspended_at: suspendedAt?.toISOString() ?? null,
    suspension_reason: suspensionReason,
    suspended_until: suspendedUntil?.toISOString() ?? null,
    delete_after: deleteAfter?.toISOString() ?? null,
    created_at: user.createdAt.toISOString(),
    last_login_at: user.lastLoginAt?.toISOString() ?? null,
    suppressed: suppression && { reason: suppression.reason, at: suppression.createdAt.toISOString() },
    devices: user.devices.map((device: UserDevice) => deviceJson(device)),
    sessions: user.sessions.map(userSessionJson),
    emails: user.emails.map(userEmailJson),
  };
}

function userSessionJson({ id, kind, ipAddress, createdAt, lastSeenAt, device }: UserSession) {
  return {
    id,
    kind,
    ip_address: ipAddress,
    device,
    created_at: createdAt.toISOString(),
    last_seen_at: lastSeenAt.toISOString(),
  };
}

function userEmailJson({ id, kind, recipient, state, lastError, createdAt, sentAt }: UserEmail) {
  return {
    id,
    kind,
    recipient,
    state,
    error: lastError,
    created_at: createdAt.toISOString(),
    sent_at: sentAt?.toISOString() ?? null,
  };
}

/** Serializes an audit event for admins. */
export function userEventJson({ id, event, message, ipAddress, actor, note, at }: UserEvent) {
  return {
    id,
    event,
    message,
    note: note ?? null,
    actor: actor && { id: actor.id, username: actor.username ?? null },
    ip_address: ipAddress,
    at: at.toISOString(),
  };
}
