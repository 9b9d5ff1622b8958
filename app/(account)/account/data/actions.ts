"use server";

import { redirect } from "next/navigation";
import { type FormState, failedForm, typedTexts } from "@/components/forms/form-state";
import { planDeletion } from "@/lib/account/delete-account";
import { clearSessionCookie } from "@/lib/http/cookies";
import { requireSender, senderFailure } from "@/lib/sessions/current-user";

export async function deleteAccountAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireSender("/account/data");
  const result = await planDeletion(typedTexts(data, ["password"]), actor).catch(senderFailure);
  if (!result.ok) return failedForm(result.failure, {});
  await clearSessionCookie();
  redirect("/goodbye");
}
