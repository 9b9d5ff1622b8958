"use server";

import { type FormState, failedForm, typedTexts } from "@/components/forms/form-state";
import { updateProfile } from "@/lib/account/profile";
import { requireSender, senderFailure } from "@/lib/sessions/current-user";

export async function updateProfileAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireSender("/account/profile");
  const typed = typedTexts(data, ["username", "bio", "address", "phone_number"]);
  const result = await updateProfile(typed, actor).catch(senderFailure);
  if (!result.ok) return failedForm(result.failure, typed);
  return { values: typed, errors: {}, done: "Your profile was saved." };
}
