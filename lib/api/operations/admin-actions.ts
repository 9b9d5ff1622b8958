import {
  changeRoleSchema,
  deleteNowSchema,
  editUserSchema,
  impersonateUserSchema,
  suspendUserSchema,
} from "@/lib/schemas/admin-user";
import { type AdminAction, adminActionOperation } from "./admin-action";
import { EXAMPLE_DEVICE, EXAMPLE_PASSWORD } from "./example-values";
import { idParameter, type Operation } from "./operation";

const EXAMPLE_SESSION_ID = "0198c5a2-8e4d-7a3b-b6f9-1d2c3e4f5a60";

const ACTIONS: AdminAction[] = [
  {
    method: "patch",
    path: "",
    id: "editUser",
    summary: "Edit user",
    description:
      "For admins. Changes the username, email address and phone number; what is left out stays the same. A verified email address is replaced once the new one is confirmed by the link that is sent to it, an unverified one at once.",
    body: editUserSchema,
    bodyExample: { username: "ada", email: "ada@example.com", password: EXAMPLE_PASSWORD },
    message: "User updated.",
    refusal: "Nothing was changed: these are the current values.",
  },
  {
    method: "post",
    path: "require-new-password/",
    id: "requireNewPassword",
    summary: "Require new password",
    description:
      "For admins. The current password stops working, all sessions are revoked, and the user gets a link to set a new one.",
    message: "New password required.",
    refusal: "This account is suspended. Reactivate it first.",
  },
  {
    method: "post",
    path: "schedule-two-factor-reset/",
    id: "scheduleTwoFactorReset",
    summary: "Schedule two-factor reset",
    description:
      "For admins. Removes all second factors and recovery codes after the waiting time of `MFA_RESET_DELAY_HOURS`. The user is told at once by email and can cancel the reset until then.",
    message: "Two-factor reset scheduled.",
    refusal: "A two-factor reset is already scheduled.",
  },
  {
    method: "post",
    path: "cancel-two-factor-reset/",
    id: "cancelUserTwoFactorReset",
    summary: "Cancel two-factor reset of a user",
    description:
      "For admins. Cancels a scheduled reset, whoever asked for it. The second factors stay, and the user is told by email.",
    message: "Two-factor reset canceled.",
    refusal: "No two-factor reset is scheduled.",
  },
  {
    method: "post",
    path: "reset-two-factor/",
    id: "resetUserTwoFactor",
    summary: "Reset two-factor authentication",
    description:
      "For admins. Removes all second factors and recovery codes at once, and revokes all sessions, for a user who lost every method. The user is told by email.",
    message: "Two-factor authentication reset.",
    refusal: "This user has no second factor.",
  },
  {
    method: "post",
    path: "lift-rate-limits/",
    id: "liftRateLimits",
    summary: "Lift rate limits",
    description:
      "For admins and managers. Resets the limits on logins to the account and on emails to it. Limits of whole IP addresses stay.",
    message: "Rate limits lifted.",
    refusal: "You can't do this to your own account.",
  },
  {
    method: "post",
    path: "impersonate/",
    id: "impersonateUser",
    summary: "Impersonate user",
    description:
      "For admins. For 30 minutes, your session reads the account as the user does: requests that change something, return secrets or belong to the admin area respond with 403. Admins and managers can't be impersonated. The user is told by email, depending on a setting.",
    body: impersonateUserSchema,
    bodyExample: { reason: "Ticket 4711: the list of devices looks wrong", password: EXAMPLE_PASSWORD },
    message: "Impersonation started. It ends in 30 minutes.",
    refusal: "You're impersonating someone already. Stop that first.",
  },
  {
    method: "post",
    path: "suspend/",
    id: "suspendUser",
    summary: "Suspend user",
    description:
      "For admins. Revokes all sessions and API tokens, and blocks logins, until `until` or until an admin reactivates the user. The user is told by email.",
    body: suspendUserSchema,
    bodyExample: { reason: "Sends spam", until: "2030-01-01T00:00:00Z", password: EXAMPLE_PASSWORD },
    message: "User suspended.",
    refusal: "This account is already suspended.",
  },
  {
    method: "post",
    path: "reactivate/",
    id: "reactivateUser",
    summary: "Reactivate user",
    description: "For admins. Ends the suspension. The user is told by email and can log in again.",
    message: "User reactivated.",
    refusal: "This account is not suspended.",
  },
  {
    method: "delete",
    path: "sessions/",
    id: "revokeUserSessions",
    summary: "Revoke all sessions of a user",
    description: "For admins and managers. Logs the user out everywhere. API tokens stop working too.",
    message: "All sessions of the user revoked.",
    refusal: "This user has no active sessions.",
  },
  {
    method: "delete",
    path: "sessions/{session_id}/",
    id: "revokeUserSession",
    summary: "Revoke session of a user",
    description: "For admins and managers. Takes effect immediately.",
    parameters: [{ ...idParameter("ID of the session.", EXAMPLE_SESSION_ID), name: "session_id" }],
    message: "Session of the user revoked.",
    refusal: "This session has already ended.",
  },
  {
    method: "delete",
    path: "devices/{device_id}/",
    id: "removeUserDevice",
    summary: "Remove device of a user",
    description:
      "For admins and managers. Revokes the device's sessions. The next login from it counts as a login from a new device.",
    parameters: [{ ...idParameter("ID of the device.", EXAMPLE_DEVICE.id), name: "device_id" }],
    message: "Device of the user removed and its sessions revoked.",
    refusal: "This device was already removed.",
  },
  {
    method: "post",
    path: "verify-email/",
    id: "markEmailVerified",
    summary: "Mark email as verified",
    description: "For admins. Verifies the email address without a link.",
    message: "Email address marked as verified.",
    refusal: "This email address is already verified.",
  },
  {
    method: "post",
    path: "resend-verification/",
    id: "resendUserVerification",
    summary: "Resend verification email",
    description: "For admins and managers. Sends a new verification link. Older links stop working.",
    message: "Verification email queued.",
    refusal: "This email address is already verified.",
  },
  {
    method: "post",
    path: "send-password-reset/",
    id: "sendPasswordReset",
    summary: "Send reset link to a user",
    description: "For admins and managers. The password stays the same until the link is used.",
    message: "Password reset email queued.",
    refusal: "This account is suspended. Reactivate it first.",
  },
  {
    method: "post",
    path: "clear-suppression/",
    id: "clearSuppression",
    summary: "Take email address off the suppression list",
    description: "For admins and managers. Emails go to the address again, until it bounces again.",
    message: "Email address taken off the suppression list.",
    refusal: "This email address is not on the suppression list.",
  },
  {
    method: "put",
    path: "role/",
    id: "changeRole",
    summary: "Change role",
    description:
      "For admins. Revokes all sessions of the user, who is told by email. The last admin keeps the role.",
    body: changeRoleSchema,
    bodyExample: { role: "manager", password: EXAMPLE_PASSWORD },
    message: "Role changed.",
    refusal: "This is the last administrator. Make someone else an administrator first.",
  },
  {
    method: "delete",
    path: "",
    id: "deleteUser",
    summary: "Schedule deletion of user",
    description:
      "For admins. Schedules deletion of the account and all its data in 7 days, and revokes all sessions. The user is told by email, and can keep the account until then unless it is also suspended.",
    message: "User scheduled for deletion in 7 days.",
    refusal: "This account is already scheduled for deletion.",
  },
  {
    method: "post",
    path: "delete-now/",
    id: "deleteUserNow",
    summary: "Delete user now",
    description:
      "For admins. Deletes the account and all its data at once. This can't be undone, and the user isn't told, because nothing remains of them, not even the address.",
    body: deleteNowSchema,
    bodyExample: { confirmation: "ada", password: EXAMPLE_PASSWORD },
    message: "User deleted.",
    refusal: "An email to this user is being sent. Try again in a minute.",
  },
  {
    method: "post",
    path: "restore/",
    id: "restoreUser",
    summary: "Cancel deletion of a user",
    description: "For admins. Cancels a scheduled deletion. The user is told by email.",
    message: "Deletion canceled.",
    refusal: "This account is not scheduled for deletion.",
  },
];

/** What admins and managers can do to a user. */
export const ADMIN_ACTION_OPERATIONS: Operation[] = ACTIONS.map(adminActionOperation);
