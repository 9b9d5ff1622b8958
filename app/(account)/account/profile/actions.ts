"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import type { FormState } from "@/components/forms/form-state";
import { submitProfile } from "@/lib/account/profile";
import { setFlash } from "@/lib/http/flash-message";
import { actionFailure, requireActionUser, storeRenewedSession } from "@/lib/sessions/current-user";

const PATH = "/account/profile";

export async function updateProfileAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireActionUser(PATH);
  const values = readFields(data, ["username", "bio", "address", "phone_number"]);
  const { password } = readFields(data, ["password"]);
  const result = await submitProfile({ ...values, password }, actor).catch(actionFailure);
  if (!result.ok) return formError(result.failure, values);
  await storeRenewedSession(result.value.session);
  await setFlash("profile_saved");
  redirect(PATH);
}
