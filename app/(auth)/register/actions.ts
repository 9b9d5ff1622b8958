"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { type FormState, failedForm, typedTexts } from "@/components/forms/form-state";
import { setPendingEmail } from "@/lib/auth/cookies";
import { register } from "@/lib/auth/register";
import { deviceOf } from "@/lib/device";
import { requestContext } from "@/lib/request-context";

export async function registerAction(_: FormState, data: FormData): Promise<FormState> {
  const shown = typedTexts(data, ["username", "email", "phone_number"]);
  const { fingerprint, ...passwords } = typedTexts(data, ["password", "password2", "fingerprint"]);
  const device = deviceOf(await headers(), fingerprint);
  const result = await register({ ...shown, ...passwords, device }, await requestContext());
  if (!result.ok) return failedForm(result.failure, shown);
  await setPendingEmail(result.value.email);
  redirect("/check-email");
}
