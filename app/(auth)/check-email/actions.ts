"use server";

import { redirect } from "next/navigation";
import { type FormState, failedForm, typedTexts } from "@/components/forms/form-state";
import { setPendingEmail } from "@/lib/auth/cookies";
import { resendVerification } from "@/lib/auth/resend-verification";
import { requireSameOrigin } from "@/lib/auth/same-origin";
import { unavailable } from "@/lib/log";
import { requestContext } from "@/lib/request-context";

export async function resendAction(_: FormState, data: FormData): Promise<FormState> {
  await requireSameOrigin();
  const typed = typedTexts(data, ["email"]);
  const result = await resendVerification(typed, await requestContext()).catch(unavailable);
  if (!result.ok) return failedForm(result.failure, typed);
  await setPendingEmail(result.value.email);
  redirect("/check-email");
}
