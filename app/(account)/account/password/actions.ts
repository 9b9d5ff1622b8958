"use server";

import { formError, readFields } from "@/components/forms/form-action";
import { type FormState, initialFormState } from "@/components/forms/form-state";
import { changePassword } from "@/lib/passwords/change-password";
import { actionFailure, requireActionUser, storeRenewedSession } from "@/lib/sessions/current-user";

export async function changePasswordAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireActionUser("/account/password");
  const values = readFields(data, ["current_password", "password", "password2"]);
  const result = await changePassword(values, actor).catch(actionFailure);
  if (!result.ok) return formError(result.failure, {});
  await storeRenewedSession(result.value);
  return {
    ...initialFormState,
    successMessage: "Password changed. You've been logged out of all other sessions.",
  };
}
