"use server";

import { redirect } from "next/navigation";
import { emptyForm, type FormState, failedForm, typedTexts } from "@/components/forms/form-state";
import { resetPassword } from "@/lib/auth/reset-password";
import { requireSameOrigin } from "@/lib/auth/same-origin";
import type { TokenFailure } from "@/lib/auth/spend-mail-token";
import { unavailable } from "@/lib/log";
import { requestContext } from "@/lib/request-context";

export type ResetState = FormState & { problem?: TokenFailure["code"] };

export async function resetPasswordAction(_: ResetState, data: FormData): Promise<ResetState> {
  await requireSameOrigin();
  const { token, ...passwords } = typedTexts(data, ["token", "password", "password2"]);
  const result = await resetPassword(token, passwords, await requestContext()).catch(unavailable);
  if (result.ok) redirect("/reset-password/done");
  const { failure } = result;
  if (failure.code === "used" || failure.code === "unknown") return { ...emptyForm, problem: failure.code };
  return failedForm(failure, {});
}
