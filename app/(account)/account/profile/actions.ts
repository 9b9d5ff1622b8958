"use server";

import { formError, readFields } from "@/components/forms/form-action";
import type { FormState } from "@/components/forms/form-state";
import { submitProfile } from "@/lib/account/profile";
import { actionFailure, requireActionUser, storeRenewedSession } from "@/lib/sessions/current-user";

export async function updateProfileAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireActionUser("/account/profile");
  const values = readFields(data, ["username", "bio", "address", "phone_number"]);
  const { password } = readFields(data, ["password"]);
  const result = await submitProfile({ ...values, password }, actor).catch(actionFailure);
  if (!result.ok) return formError(result.failure, values);
  await storeRenewedSession(result.value.session);
  const stored = { ...values, phone_number: result.value.phoneNumber };
  return { values: stored, errors: {}, successMessage: "Profile updated." };
}
