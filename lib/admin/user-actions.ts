import type { Actor } from "@/lib/sessions/current-user";
import type { AdminWriteResult } from "./admin-write";
import { changeRole } from "./change-role";
import { clearSuppression } from "./clear-suppression";
import { deleteUser, restoreUser } from "./delete-user";
import { deleteUserNow } from "./delete-user-now";
import { editUser } from "./edit-user";
import { impersonateUser } from "./impersonate-user";
import { liftRateLimits } from "./lift-rate-limits";
import type { UserAction } from "./permissions";
import { requireNewPassword } from "./require-new-password";
import { cancelUserTwoFactorReset, resetUserTwoFactor, scheduleTwoFactorReset } from "./reset-two-factor";
import { reactivateUser, suspendUser } from "./suspend-user";
import { markEmailVerified, resendUserVerification, sendPasswordReset } from "./user-emails";
import { removeUserDevice, revokeUserSession, revokeUserSessions } from "./user-sessions";

/** The input of an action: its own fields, the actor's password, and `target`, the session or device that it is about. */
export type UserActionInput = Record<string, string> & { target?: string };

type UseCase = (userId: string, input: UserActionInput, actor: Actor) => Promise<AdminWriteResult>;

/** The use case of each action, for callers that get the name of the action from elsewhere. */
export const USER_ACTION_USE_CASES: Record<UserAction, UseCase> = {
  resend_verification: resendUserVerification,
  send_password_reset: sendPasswordReset,
  revoke_session: (userId, input, actor) => revokeUserSession(userId, input.target ?? "", input, actor),
  revoke_all_sessions: revokeUserSessions,
  remove_device: (userId, input, actor) => removeUserDevice(userId, input.target ?? "", input, actor),
  lift_rate_limits: liftRateLimits,
  clear_suppression: clearSuppression,
  verify_email: markEmailVerified,
  edit: editUser,
  require_new_password: requireNewPassword,
  schedule_two_factor_reset: scheduleTwoFactorReset,
  cancel_two_factor_reset: cancelUserTwoFactorReset,
  reset_two_factor: resetUserTwoFactor,
  impersonate: impersonateUser,
  suspend: suspendUser,
  reactivate: reactivateUser,
  change_role: changeRole,
  delete: deleteUser,
  delete_now: deleteUserNow,
  restore: restoreUser,
};
