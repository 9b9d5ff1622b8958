"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import type { FormState } from "@/components/forms/form-state";
import { setPendingEmail } from "@/lib/http/cookies";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import { resendVerification } from "@/lib/verification/resend-verification";

export async function resendAction(_: FormState, data: FormData): Promise<FormState> {
  await requireSameOrigin();
  const values = readFields(data, ["email"]);
  const result = await resendVerification(values, await requestContext()).catch(unavailable);
  if (!result.ok) return formError(result.failure, values);
  await setPendingEmail(result.value.email);
  redirect("/check-email");
}
