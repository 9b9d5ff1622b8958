"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import { type FormState, initialFormState } from "@/components/forms/form-state";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import { resetPassword } from "@/lib/passwords/reset-password";
import type { TokenFailure } from "@/lib/tokens/consume-token";

export type ResetState = FormState & { problem?: TokenFailure["code"] };

export async function resetPasswordAction(_: ResetState, data: FormData): Promise<ResetState> {
  await requireSameOrigin();
  const { token, ...passwords } = readFields(data, ["token", "password", "password2"]);
  const result = await resetPassword(token, passwords, await requestContext()).catch(unavailable);
  if (result.ok) redirect("/reset-password/done");
  const { failure } = result;
  if (failure.code === "used" || failure.code === "unknown") {
    return { ...initialFormState, problem: failure.code };
  }
  return formError(failure, {});
}
