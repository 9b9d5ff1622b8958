"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import type { FormState } from "@/components/forms/form-state";
import { cancelEmailChange } from "@/lib/account/cancel-email-change";
import { requestEmailChange } from "@/lib/account/request-email-change";
import { setFlash } from "@/lib/http/flash-message";
import { actionFailure, requireActionUser, storeRenewedSession } from "@/lib/sessions/current-user";

const PATH = "/account/email";

export async function cancelEmailChangeAction(): Promise<void> {
  const error = await cancelEmailChange(await requireActionUser(PATH)).catch(actionFailure);
  if (!error) await setFlash("email_change_canceled");
  else if (error.failure.code === "unavailable") await setFlash("action_failed");
  redirect(PATH);
}

export async function changeEmailAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireActionUser(PATH);
  const values = readFields(data, ["email"]);
  const { password } = readFields(data, ["password"]);
  const result = await requestEmailChange({ ...values, password }, actor).catch(actionFailure);
  if (!result.ok) return formError(result.failure, values);
  await storeRenewedSession(result.value.session);
  // The page then shows the new address as pending, and no form.
  redirect(PATH);
}
