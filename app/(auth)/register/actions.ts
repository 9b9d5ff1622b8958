"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import type { FormState } from "@/components/forms/form-state";
import { randomToken } from "@/lib/crypto/secrets";
import { describeDevice } from "@/lib/devices/describe-device";
import { setDeviceCookie, setPendingEmail } from "@/lib/http/cookies";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import { register } from "@/lib/registration/register";
import { submittedRegistrationSchema } from "@/lib/schemas/submitted-forms";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function registerAction(_: FormState, data: FormData): Promise<FormState> {
  await requireSameOrigin();
  const values = readFields(data, ["username", "email", "phone_number"]);
  const { fingerprint, idempotency_key, ...passwords } = readFields(data, [
    "password",
    "password2",
    "fingerprint",
    "idempotency_key",
  ]);
  const device = describeDevice(await headers(), fingerprint);
  const context = { ...(await requestContext()), deviceToken: randomToken() };
  const input = { ...values, ...passwords, device };
  const key = UUID.test(idempotency_key) ? idempotency_key : undefined;
  let result = await register(input, context, key, submittedRegistrationSchema).catch(unavailable);
  if (!result.ok && result.failure.code === "idempotency_conflict") {
    // The user went back and changed the submitted form, so this is a new registration without the old key.
    result = await register(input, context, undefined, submittedRegistrationSchema).catch(unavailable);
  }
  if (!result.ok) return formError(result.failure, values);
  await setDeviceCookie(result.value.email, context.deviceToken);
  await setPendingEmail(result.value.email);
  redirect("/check-email");
}
