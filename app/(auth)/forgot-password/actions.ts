"use server";

import { redirect } from "next/navigation";
import { type FormState, failedForm, typedTexts } from "@/components/forms/form-state";
import { requestPasswordReset } from "@/lib/auth/request-password-reset";
import { requireSameOrigin } from "@/lib/auth/same-origin";
import { unavailable } from "@/lib/log";
import { requestContext } from "@/lib/request-context";

export async function forgotPasswordAction(_: FormState, data: FormData): Promise<FormState> {
  await requireSameOrigin();
  const typed = typedTexts(data, ["email"]);
  const result = await requestPasswordReset(typed, await requestContext()).catch(unavailable);
  if (!result.ok) return failedForm(result.failure, typed);
  redirect("/forgot-password/sent");
}
