"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import type { FormState } from "@/components/forms/form-state";
import { hidesAccounts } from "@/lib/config/enumeration";
import { describeDevice } from "@/lib/devices/describe-device";
import { readDeviceCookie, setClaimCookie, setPendingEmail, setPendingLogin } from "@/lib/http/cookies";
import { setFailureStatus } from "@/lib/http/page-status";
import { safeRedirectPath } from "@/lib/http/redirect-path";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { login } from "@/lib/login/login";
import { formatDuration } from "@/lib/messages/duration";
import { unavailable } from "@/lib/observability/log";
import { storeLogin } from "./store-login";
import { suspendedMessage } from "./suspended-message";

const wrongCredentials = () =>
  hidesAccounts()
    ? "Incorrect email or password. If you have just signed up, verify your email address first."
    : "Incorrect email or password.";

export type LoginState = FormState & { isUnverified?: boolean; isLinkSent?: boolean };

export async function loginAction(_: LoginState, data: FormData): Promise<LoginState> {
  // Login CSRF: another site must not be able to log a visitor in to an account that isn't theirs.
  await requireSameOrigin();
  const values = readFields(data, ["email"]);
  const { email } = values;
  const { password, next, fingerprint } = readFields(data, ["password", "next", "fingerprint"]);
  const context = { ...(await requestContext()), deviceToken: await readDeviceCookie(email) };
  const device = describeDevice(await headers(), fingerprint);
  const result = await login({ email, password }, context, "cookie", device).catch(unavailable);
  if (result.ok) {
    await storeLogin(email, result.value, context);
    redirect(safeRedirectPath(next, "/account"));
  }
  const { failure } = result;
  if (failure.code === "mfa_required") {
    await setPendingLogin(failure.mfaToken, failure.expiresInSeconds);
    redirect(`/login/verify?${new URLSearchParams({ next })}`);
  }
  if (failure.code === "wrong_credentials") {
    return { values, errors: {}, message: wrongCredentials(), wrongSecrets: ["password"] };
  }
  if (failure.code === "confirmation_required") return { values, errors: {}, isLinkSent: true };
  if (failure.code === "suspended")
    return { values, errors: {}, message: suspendedMessage(failure, context) };
  if (failure.code === "rate_limited") {
    await setFailureStatus(failure);
    const { retryAfterSeconds } = failure;
    const message = `Too many attempts. Try again in ${formatDuration(retryAfterSeconds)}.`;
    return { values, errors: {}, message, retryAfterSeconds };
  }
  if (failure.code !== "unverified") return formError(failure, values);
  await setPendingEmail(failure.email);
  await setClaimCookie(failure.claim);
  return { values, errors: {}, isUnverified: true };
}
