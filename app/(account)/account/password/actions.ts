"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import type { FormState } from "@/components/forms/form-state";
import { setFlash } from "@/lib/http/flash-message";
import { changePassword } from "@/lib/passwords/change-password";
import { actionFailure, requireActionUser, storeRenewedSession } from "@/lib/sessions/current-user";

const PATH = "/account/password";

export async function changePasswordAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireActionUser(PATH);
  const values = readFields(data, ["current_password", "password", "password2"]);
  const result = await changePassword(values, actor).catch(actionFailure);
  if (!result.ok) return formError(result.failure, {});
  await storeRenewedSession(result.value);
  await setFlash("password_changed");
  redirect(PATH);
}
