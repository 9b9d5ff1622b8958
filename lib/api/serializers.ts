import type { Profile } from "@/lib/account/profile";
import type { SafeUser } from "@/lib/database/safe-user";
import type { ListedDevice } from "@/lib/devices/manage-devices";
import type { ListedSession } from "@/lib/sessions/manage-sessions";
import type { NewSession } from "@/lib/sessions/session";

/** Serializes a session that has a new token. Without one, there are no fields. */
export function tokenJson(session: NewSession | undefined) {
  return session && { token: session.token, expires_at: session.expiresAt.toISOString() };
}

/** Serializes a user for API responses. */
export function userJson({ id, username, email, role, emailVerified }: SafeUser) {
  return { id, username, email, role, email_verified: emailVerified };
}

/** Serializes a profile for API responses. */
export function profileJson(profile: Profile) {
  const { username, email, bio, address, phoneNumber, pictureHash, deleteAfter } = profile;
  return {
    username,
    email,
    bio,
    address,
    phone_number: phoneNumber,
    has_picture: pictureHash !== null,
    delete_after: deleteAfter?.toISOString() ?? null,
  };
}

/** Serializes a session for API responses. */
export function sessionJson(session: ListedSession) {
  const { id, kind, isCurrent, ipAddress, createdAt, lastSeenAt, amr, device } = session;
  return {
    id,
    kind,
    is_current: isCurrent,
    ip_address: ipAddress,
    amr,
    device,
    created_at: createdAt.toISOString(),
    last_seen_at: lastSeenAt.toISOString(),
  };
}

/** Serializes a device for API responses. */
export function deviceJson(device: ListedDevice) {
  const { id, name, type, browser, os, isTrusted, createdAt, lastSeenAt } = device;
  return {
    id,
    device_name: name,
    device_type: type,
    browser,
    os,
    is_trusted: isTrusted,
    first_seen_at: createdAt.toISOString(),
    last_seen_at: lastSeenAt.toISOString(),
  };
}
