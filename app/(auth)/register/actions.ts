"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import type { FormState } from "@/components/forms/form-state";
import { randomToken } from "@/lib/crypto/secrets";
import { describeDevice } from "@/lib/devices/describe-device";
import { setClaimCookie, setDeviceCookie, setPendingEmail } from "@/lib/http/cookies";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import { suggestionsFor } from "@/lib/registration/check-username";
import { register } from "@/lib/registration/register";
import type { Failure } from "@/lib/result";
import { messagesAt } from "@/lib/schemas/field-errors";
import { submittedRegistrationSchema } from "@/lib/schemas/submitted-forms";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export type RegisterState = FormState & {
  /** Whether the email address has an account, so that its owner can log in instead. */
  isEmailTaken?: boolean;
  /** Available usernames like the one that was refused. */
  suggestions?: string[];
};

export async function registerAction(_: RegisterState, data: FormData): Promise<RegisterState> {
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
  if (!result.ok) {
    return {
      ...(await formError(result.failure, values)),
      ...(await remedies(result.failure, values.username)),
    };
  }
  await setDeviceCookie(result.value.email, context.deviceToken);
  await setPendingEmail(result.value.email);
  if (result.value.claim) await setClaimCookie(result.value.claim);
  redirect("/check-email");
}

/** Finds out what to offer in place of an email address or a username that is taken. */
async function remedies(failure: Failure, username: string) {
  if (failure.code !== "invalid") return {};
  const [problem] = messagesAt(failure.errors, "username");
  return {
    isEmailTaken: messagesAt(failure.errors, "email").includes("email_taken"),
    suggestions: problem ? await suggestionsFor(username.trim(), problem).catch(() => []) : [],
  };
}
