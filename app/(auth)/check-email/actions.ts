"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { finishVerification } from "@/app/(auth)/verify-email/finish-verification";
import { formError, readFields } from "@/components/forms/form-action";
import { type FormState, initialFormState } from "@/components/forms/form-state";
import { describeDevice } from "@/lib/devices/describe-device";
import { readClaimCookie, readDeviceCookie, setDeviceCookie, setPendingEmail } from "@/lib/http/cookies";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import { messagesAt } from "@/lib/schemas/field-errors";
import { changeRegistrationEmail } from "@/lib/verification/change-registration-email";
import { resendVerification } from "@/lib/verification/resend-verification";
import { verifyByCode } from "@/lib/verification/verify-by-code";

const CLAIM_LOST = "This browser no longer remembers your registration. Click the link in the email instead.";

export async function resendAction(_: FormState, data: FormData): Promise<FormState> {
  await requireSameOrigin();
  const values = readFields(data, ["email"]);
  const result = await resendVerification(values, await requestContext()).catch(unavailable);
  if (!result.ok) return formError(result.failure, values);
  await setPendingEmail(result.value.email);
  redirect("/check-email");
}

/** Changes the address of this browser's registration, and sends the email there. */
export async function changeAddressAction(_: FormState, data: FormData): Promise<FormState> {
  await requireSameOrigin();
  const values = readFields(data, ["email"]);
  const input = { claim: await readClaimCookie(), ...values };
  const result = await changeRegistrationEmail(input, await requestContext()).catch(unavailable);
  if (result.ok) {
    const { oldEmail, email } = result.value;
    // The device cookie is kept by address: the browser stays known to the account.
    const deviceToken = await readDeviceCookie(oldEmail);
    if (deviceToken) await setDeviceCookie(email, deviceToken);
    await setPendingEmail(email);
    redirect("/check-email");
  }
  const { failure } = result;
  if (failure.code === "used") redirect("/check-email");
  const isClaimLost = failure.code === "invalid" && messagesAt(failure.errors, "claim").length > 0;
  return isClaimLost ? { values, errors: {}, message: CLAIM_LOST } : formError(failure, values);
}

/** Verifies with the code from the email, in the browser that registered, and logs in. */
export async function verifyCodeAction(_: FormState, data: FormData): Promise<FormState> {
  await requireSameOrigin();
  // The email address only tells which device cookie to read.
  const { code, email } = readFields(data, ["code", "email"]);
  const context = { ...(await requestContext()), deviceToken: await readDeviceCookie(email) };
  const client = { device: describeDevice(await headers(), ""), sessionKind: "cookie" } as const;
  const input = { claim: await readClaimCookie(), code };
  const result = await verifyByCode(input, context, client).catch(unavailable);
  if (result.ok) return finishVerification(result.value, context);
  const { failure } = result;
  // The page then leads on: the address was verified in another tab or on another device.
  if (failure.code === "used") redirect("/check-email");
  if (failure.code === "unknown") return { ...initialFormState, message: CLAIM_LOST };
  if (failure.code !== "invalid") return formError(failure, { code });
  if (messagesAt(failure.errors, "claim").length > 0) return { ...initialFormState, message: CLAIM_LOST };
  const isWrong = messagesAt(failure.errors, "code").includes("verification_code_incorrect");
  return { ...(await formError(failure, { code })), ...(isWrong && { wrongSecrets: ["code"], values: {} }) };
}
