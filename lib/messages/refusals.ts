/** Why an action of an admin was refused in the state that the account is in, as the API and the pages say it. */
export const REFUSALS = {
  own_account: "You can't do this to your own account.",
  last_admin: "This is the last administrator. Make someone else an administrator first.",
  suspended: "This account is suspended. Reactivate it first.",
  already_suspended: "This account is already suspended.",
  not_suspended: "This account is not suspended.",
  no_second_factor: "This user has no second factor.",
  reset_pending: "A two-factor reset is already scheduled.",
  no_reset_pending: "No two-factor reset is scheduled.",
  no_reset_delay:
    "Scheduled resets are turned off (MFA_RESET_DELAY_HOURS is 0). Reset two-factor now instead.",
  already_verified: "This email address is already verified.",
  already_scheduled: "This account is already scheduled for deletion.",
  not_scheduled: "This account is not scheduled for deletion.",
  scheduled: "This account is scheduled for deletion. Cancel the deletion first.",
  unverified: "This email address isn't verified, so nobody can log in to the account.",
  already_impersonating: "You're impersonating someone already. Stop that first.",
  not_impersonating: "You aren't impersonating anyone.",
  email_in_flight: "An email to this user is being sent. Try again in a minute.",
  already_queued: "An email of this kind is already being sent.",
  nothing_changed: "Nothing was changed: these are the current values.",
  not_suppressed: "This email address is not on the suppression list.",
  same_role: "The user already has this role.",
  session_gone: "This session has already ended.",
  no_sessions: "This user has no active sessions.",
  decoy:
    "This registration stands in for one with an address that already has an account. It is deleted after a few days.",
  device_gone: "This device was already removed.",
} as const;

export type Refusal = keyof typeof REFUSALS;
