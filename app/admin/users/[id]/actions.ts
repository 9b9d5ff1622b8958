"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import type { FormState } from "@/components/forms/form-state";
import type { UserAction } from "@/lib/admin/permissions";
import { USER_ACTION_USE_CASES } from "@/lib/admin/user-actions";
import { setFlash } from "@/lib/http/flash-message";
import type { FlashId } from "@/lib/messages/flash-messages";
import { isUuid } from "@/lib/schemas/uuid";
import { actionFailure, requireActionUser, storeRenewedSession } from "@/lib/sessions/current-user";
import { suspensionEnd } from "../suspension-end";

const DONE: Record<UserAction, FlashId> = {
  resend_verification: "user_verification_resent",
  send_password_reset: "user_reset_sent",
  revoke_session: "session_revoked",
  revoke_all_sessions: "user_sessions_revoked",
  remove_device: "user_device_removed",
  lift_rate_limits: "user_rate_limits_lifted",
  clear_suppression: "user_suppression_cleared",
  verify_email: "user_email_verified",
  edit: "user_edited",
  require_new_password: "user_password_required",
  schedule_two_factor_reset: "user_two_factor_reset_scheduled",
  cancel_two_factor_reset: "user_two_factor_reset_canceled",
  reset_two_factor: "user_two_factor_reset",
  impersonate: "impersonation_started",
  suspend: "user_suspended",
  reactivate: "user_reactivated",
  change_role: "user_role_changed",
  delete: "user_deletion_scheduled",
  delete_now: "user_deleted",
  restore: "user_restored",
};

/** Where an action leads to, if not to the user's page. */
const NEXT_PATHS: Partial<Record<UserAction, string>> = {
  delete_now: "/admin/users",
  impersonate: "/account",
};

const FIELDS = [
  "action",
  "id",
  "target",
  "reason",
  "days",
  "confirmation",
  "role",
  "username",
  "email",
  "phone_number",
  "password",
] as const;

/** Does what a dialog on a user's page confirms. The use case decides whether the actor may. */
export async function userAction(_: FormState, data: FormData): Promise<FormState> {
  const { action, id, days, ...fields } = readFields(data, FIELDS);
  const until = suspensionEnd(days);
  const input = until ? { ...fields, until } : fields;
  const path = isUuid(id) ? `/admin/users/${id}` : "/admin/users";
  const actor = await requireActionUser(path);
  if (!isUserAction(action)) redirect(path);
  const result = await USER_ACTION_USE_CASES[action](id, input, actor).catch(actionFailure);
  if (result.ok) {
    await storeRenewedSession(result.value.session);
    await setFlash(DONE[action], { name: result.value.username });
    redirect(NEXT_PATHS[action] ?? path);
  }
  const { failure } = result;
  switch (failure.code) {
    // The dialog may not be on the page anymore, so the message is shown as a toast.
    case "refused":
      await setFlash("action_refused", { reason: failure.reason });
      return redirect(path);
    case "forbidden":
    case "not_found":
      await setFlash("action_not_allowed");
      return redirect(path);
    default: {
      const { password: _password, target: _target, ...values } = fields;
      return formError(failure, { ...values, days });
    }
  }
}

function isUserAction(action: string): action is UserAction {
  return Object.hasOwn(DONE, action);
}
