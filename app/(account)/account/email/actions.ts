"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import { type FormState, initialFormState } from "@/components/forms/form-state";
import { cancelEmailChange } from "@/lib/account/cancel-email-change";
import { requestEmailChange } from "@/lib/account/request-email-change";
import { actionFailure, requireActionUser, storeRenewedSession } from "@/lib/sessions/current-user";

const PATH = "/account/email";

export async function cancelEmailChangeAction(): Promise<void> {
  const error = await cancelEmailChange(await requireActionUser(PATH)).catch(actionFailure);
  redirect(error?.failure.code === "unavailable" ? `${PATH}?problem=unavailable` : PATH);
}

export async function changeEmailAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireActionUser(PATH);
  const values = readFields(data, ["email"]);
  const { password } = readFields(data, ["password"]);
  const result = await requestEmailChange({ ...values, password }, actor).catch(actionFailure);
  if (!result.ok) return formError(result.failure, values);
  await storeRenewedSession(result.value.session);
  // Shows the new address as pending confirmation.
  revalidatePath(PATH);
  return {
    ...initialFormState,
    successMessage: `We sent a confirmation link to ${result.value.email}.`,
  };
}
