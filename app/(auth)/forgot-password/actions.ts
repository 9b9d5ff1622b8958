"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import type { FormState } from "@/components/forms/form-state";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import { requestPasswordReset } from "@/lib/passwords/request-password-reset";

export async function forgotPasswordAction(_: FormState, data: FormData): Promise<FormState> {
  await requireSameOrigin();
  const values = readFields(data, ["email"]);
  const result = await requestPasswordReset(values, await requestContext()).catch(unavailable);
  if (!result.ok) return formError(result.failure, values);
  redirect("/forgot-password/sent");
}
