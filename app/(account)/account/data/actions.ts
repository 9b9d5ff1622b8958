"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import type { FormState } from "@/components/forms/form-state";
import { scheduleDeletion } from "@/lib/account/delete-account";
import { clearSessionCookie } from "@/lib/http/cookies";
import { actionFailure, requireActionUser } from "@/lib/sessions/current-user";

export async function deleteAccountAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireActionUser("/account/data");
  const result = await scheduleDeletion(readFields(data, ["password"]), actor).catch(actionFailure);
  if (!result.ok) return formError(result.failure, {});
  await clearSessionCookie();
  redirect("/deletion-scheduled");
}
