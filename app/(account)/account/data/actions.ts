"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import type { FormState } from "@/components/forms/form-state";
import { scheduleDeletion } from "@/lib/account/delete-account";
import { clearSessionCookie } from "@/lib/http/cookies";
import { canonicalUsername } from "@/lib/schemas/username";
import { actionFailure, requireActionUser } from "@/lib/sessions/current-user";

export async function deleteAccountAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireActionUser("/account/data");
  const { confirmation, password } = readFields(data, ["confirmation", "password"]);
  const { username } = actor.user;
  if (canonicalUsername(confirmation.trim()) !== canonicalUsername(username)) {
    const message = `Enter your username, ${username}, to confirm.`;
    return { values: { confirmation }, errors: { confirmation: [message] } };
  }
  const result = await scheduleDeletion({ password }, actor).catch(actionFailure);
  if (!result.ok) return formError(result.failure, { confirmation });
  await clearSessionCookie();
  redirect(`/deletion-scheduled?at=${result.value.toISOString()}`);
}
