"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { type FormState, failedForm, typedTexts } from "@/components/forms/form-state";
import { randomToken } from "@/lib/crypto/secrets";
import { deviceOf } from "@/lib/devices/describe-device";
import { setBrowserToken, setPendingEmail } from "@/lib/http/cookies";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import { register } from "@/lib/registration/register";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function registerAction(_: FormState, data: FormData): Promise<FormState> {
  await requireSameOrigin();
  const shown = typedTexts(data, ["username", "email", "phone_number"]);
  const { fingerprint, idempotency_key, ...passwords } = typedTexts(data, [
    "password",
    "password2",
    "fingerprint",
    "idempotency_key",
  ]);
  const device = deviceOf(await headers(), fingerprint);
  const context = { ...(await requestContext()), browserToken: randomToken() };
  const input = { ...shown, ...passwords, device };
  const key = UUID.test(idempotency_key) ? idempotency_key : undefined;
  let result = await register(input, context, key).catch(unavailable);
  if (!result.ok && result.failure.code === "idempotency_conflict") {
    // Somebody went back and changed what they had sent: they want another account.
    result = await register(input, context).catch(unavailable);
  }
  if (!result.ok) return failedForm(result.failure, shown);
  await setBrowserToken(result.value.email, context.browserToken);
  await setPendingEmail(result.value.email);
  redirect("/check-email");
}
