"use server";

import { type FormState, formError, readFields } from "@/components/forms/form-state";
import { updateProfile } from "@/lib/account/profile";
import { actionFailure, requireActionUser } from "@/lib/sessions/current-user";

export async function updateProfileAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireActionUser("/account/profile");
  const values = readFields(data, ["username", "bio", "address", "phone_number"]);
  const result = await updateProfile(values, actor).catch(actionFailure);
  if (!result.ok) return formError(result.failure, values);
  return { values, errors: {}, successMessage: "Profile updated." };
}
