"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type FormState, formError, initialFormState, readFields } from "@/components/forms/form-state";
import { cancelEmailChange, requestEmailChange } from "@/lib/account/change-email";
import { actionFailure, requireActionUser } from "@/lib/sessions/current-user";

const PATH = "/account/email";

export async function cancelEmailChangeAction(): Promise<void> {
  const cancelled = await cancelEmailChange(await requireActionUser(PATH)).catch(actionFailure);
  redirect(cancelled?.failure.code === "unavailable" ? `${PATH}?problem=unavailable` : PATH);
}

export async function changeEmailAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireActionUser(PATH);
  const typed = readFields(data, ["email"]);
  const { password } = readFields(data, ["password"]);
  const result = await requestEmailChange({ ...typed, password }, actor).catch(actionFailure);
  if (!result.ok) return formError(result.failure, typed);
  // The page says whose answer is waited for.
  revalidatePath(PATH);
  return {
    ...initialFormState,
    successMessage: `We are sending a link to ${result.value.email}. Open it to confirm.`,
  };
}
