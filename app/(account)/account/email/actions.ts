"use server";

import { emptyForm, type FormState, failedForm, typedTexts } from "@/components/forms/form-state";
import { requestEmailChange } from "@/lib/account/change-email";
import { requireSender, senderFailure } from "@/lib/auth/current-user";

export async function changeEmailAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireSender("/account/email");
  const typed = typedTexts(data, ["email"]);
  const { password } = typedTexts(data, ["password"]);
  const result = await requestEmailChange({ ...typed, password }, actor).catch(senderFailure);
  if (!result.ok) return failedForm(result.failure, typed);
  return { ...emptyForm, done: `We are sending a link to ${result.value.email}. Open it to confirm.` };
}
