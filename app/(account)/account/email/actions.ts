"use server";

import { emptyForm, type FormState, failedForm, typedTexts } from "@/components/forms/form-state";
import { requestEmailChange } from "@/lib/account/change-email";
import { requireSender } from "@/lib/auth/current-user";
import { unavailable } from "@/lib/log";

export async function changeEmailAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireSender("/account/email");
  const typed = typedTexts(data, ["email"]);
  const { password } = typedTexts(data, ["password"]);
  const result = await requestEmailChange({ ...typed, password }, actor).catch(unavailable);
  if (!result.ok) return failedForm(result.failure, typed);
  return { ...emptyForm, done: `We are sending a link to ${result.value.email}. Open it to confirm.` };
}
