"use server";

import { emptyForm, type FormState, failedForm, typedTexts } from "@/components/forms/form-state";
import { changePassword } from "@/lib/passwords/change-password";
import { requireSender, senderFailure } from "@/lib/sessions/current-user";

export async function changePasswordAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireSender("/account/password");
  const typed = typedTexts(data, ["current_password", "password", "password2"]);
  const result = await changePassword(typed, actor).catch(senderFailure);
  if (!result.ok) return failedForm(result.failure, {});
  return { ...emptyForm, done: "Your password was changed, and every other session is over." };
}
