import { REFUSALS, type Refusal } from "./refusals";

/** What a message may name, such as a device: short texts. */
export type FlashValues = Record<string, string>;

const NOTHING_CHANGED = "Something went wrong, and nothing was changed. Try again.";

type FlashText = { tone: "success" | "info" | "danger"; text: (values: FlashValues) => string };

const success = (text: string | FlashText["text"]): FlashText => ({
  tone: "success",
  text: typeof text === "string" ? () => text : text,
});
const info = (text: string): FlashText => ({ tone: "info", text: () => text });
const danger = (text: string | FlashText["text"]): FlashText => ({
  tone: "danger",
  text: typeof text === "string" ? () => text : text,
});

/** The messages that a page shows once, after an action led to it. */
export const FLASH_MESSAGES = {
  logged_out: success("You're logged out."),
  password_changed: success("Password changed. You've been logged out of all other sessions."),
  password_reset: success("Password changed. Log in with your new password."),
  email_verified: success("Email verified."),
  email_change_requested: success(({ email }) => `We sent a confirmation link to ${email}.`),
  email_change_canceled: success("Email change canceled."),
  profile_saved: success("Profile updated."),
  picture_saved: success("Profile picture updated."),
  picture_removed: success("Profile picture removed."),
  device_renamed: success(({ name }) => `Renamed to ${name}.`),
  device_removed: success(({ name }) => `${name} removed and logged out.`),
  current_device_removed: success("This device was removed and logged out."),
  device_trusted: success(({ name }) => `${name} is now trusted.`),
  device_untrusted: success(({ name }) => `${name} is no longer trusted.`),
  method_renamed: success(({ name }) => `Renamed to ${name}.`),
  passkey_removed: success("Passkey removed."),
  authenticator_removed: success("Authenticator app removed."),
  authenticator_limit: danger("You have the maximum number of authenticator apps. Remove one first."),
  session_revoked: success("Session revoked."),
  other_sessions_revoked: success("All other sessions revoked."),
  two_factor_reset_canceled: success("Reset canceled. Two-factor authentication stays on."),
  deletion_canceled: success("Your account is no longer scheduled for deletion."),
  user_verification_resent: success(({ name }) => `We're sending ${name} a new verification email.`),
  user_reset_sent: success(({ name }) => `We're sending ${name} a link to reset the password.`),
  user_sessions_revoked: success(({ name }) => `All sessions of ${name} revoked.`),
  user_device_removed: success("Device removed and logged out."),
  user_email_verified: success(({ name }) => `Email address of ${name} marked as verified.`),
  user_invited: success(({ name }) => `${name} created. We're sending them an invitation.`),
  invitation_accepted: success("Your account is ready. Log in with your password."),
  impersonation_started: success(({ name }) => `You're viewing the account of ${name}.`),
  impersonation_stopped: success("Impersonation stopped."),
  user_suspended: success(({ name }) => `${name} suspended.`),
  user_reactivated: success(({ name }) => `${name} reactivated.`),
  user_role_changed: success(({ name }) => `Role of ${name} changed.`),
  user_deletion_scheduled: success(({ name }) => `${name} scheduled for deletion.`),
  user_deleted: success(({ name }) => `${name} deleted.`),
  user_restored: success(({ name }) => `${name} is no longer scheduled for deletion.`),
  user_edited: success(
    ({ name }) => `Changes to ${name} saved. If the email address is new, we're sending a link to it.`,
  ),
  user_two_factor_reset_scheduled: success(({ name }) => `Two-factor reset of ${name} scheduled.`),
  user_two_factor_reset_canceled: success(({ name }) => `Two-factor reset of ${name} canceled.`),
  user_two_factor_reset: success(({ name }) => `Two-factor authentication of ${name} reset.`),
  user_password_required: success(({ name }) => `${name} has to set a new password.`),
  user_rate_limits_lifted: success(({ name }) => `Rate limits of ${name} lifted.`),
  user_suppression_cleared: success(({ name }) => `Email address of ${name} taken off the suppression list.`),
  action_refused: danger(({ reason = "" }) =>
    Object.hasOwn(REFUSALS, reason) ? REFUSALS[reason as Refusal] : NOTHING_CHANGED,
  ),
  action_not_allowed: danger("Your role doesn't allow this, or the account no longer exists."),
  already_logged_in: info("You're already logged in."),
  login_required: info("Log in to continue."),
  action_failed: danger(NOTHING_CHANGED),
} as const satisfies Record<string, FlashText>;

export type FlashId = keyof typeof FLASH_MESSAGES;

/** Returns whether a text is the ID of a message. */
export function isFlashId(id: string): id is FlashId {
  return Object.hasOwn(FLASH_MESSAGES, id);
}
