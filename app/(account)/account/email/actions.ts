"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { emptyForm, type FormState, failedForm, typedTexts } from "@/components/forms/form-state";
import { cancelEmailChange, requestEmailChange } from "@/lib/account/change-email";
import { requireSender, senderFailure } from "@/lib/sessions/current-user";

const PATH = "/account/email";

export async function cancelEmailChangeAction(): Promise<void> {
  const cancelled = await cancelEmailChange(await requireSender(PATH)).catch(senderFailure);
  redirect(cancelled?.failure.code === "unavailable" ? `${PATH}?problem=unavailable` : PATH);
}

export async function changeEmailAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireSender(PATH);
  const typed = typedTexts(data, ["email"]);
  const { password } = typedTexts(data, ["password"]);
  const result = await requestEmailChange({ ...typed, password }, actor).catch(senderFailure);
  if (!result.ok) return failedForm(result.failure, typed);
  // The page says whose answer is waited for.
  revalidatePath(PATH);
  return { ...emptyForm, done: `We are sending a link to ${result.value.email}. Open it to confirm.` };
}
