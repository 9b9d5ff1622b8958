/** What a message may name, such as a device: short texts. */
export type FlashValues = Record<string, string>;

type FlashText = { tone: "success" | "info" | "danger"; text: (values: FlashValues) => string };

const success = (text: string | FlashText["text"]): FlashText => ({
  tone: "success",
  text: typeof text === "string" ? () => text : text,
});
const info = (text: string): FlashText => ({ tone: "info", text: () => text });
const danger = (text: string): FlashText => ({ tone: "danger", text: () => text });

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
  session_revoked: success(({ name }) => `${name} logged out.`),
  other_sessions_revoked: success("All other sessions logged out."),
  deletion_canceled: success("Your account is no longer scheduled for deletion."),
  already_logged_in: info("You're already logged in."),
  login_required: info("Log in to continue."),
  action_failed: danger("Something went wrong, and nothing was changed. Try again."),
} as const satisfies Record<string, FlashText>;

export type FlashId = keyof typeof FLASH_MESSAGES;

/** Returns whether a text is the ID of a message. */
export function isFlashId(id: string): id is FlashId {
  return Object.hasOwn(FLASH_MESSAGES, id);
}
