"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { type FormState, formatDuration, formError, readFields } from "@/components/forms/form-state";
import { env } from "@/lib/config/env";
import { describeDevice } from "@/lib/devices/describe-device";
import {
  readDeviceCookie,
  readSessionCookie,
  setDeviceCookie,
  setPendingEmail,
  setSessionCookie,
} from "@/lib/http/cookies";
import { safeRedirectPath } from "@/lib/http/redirect-path";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { login } from "@/lib/login/login";
import { unavailable } from "@/lib/observability/log";
import { revokeSessionToken } from "@/lib/sessions/session";

const suspended = () => `Your account is suspended. If you do not know why, write to ${env().SUPPORT_EMAIL}.`;
const WRONG = "The email or the password is wrong.";

export type LoginState = FormState & { isUnverified?: boolean };

export async function loginAction(_: LoginState, data: FormData): Promise<LoginState> {
  // Somebody else's page must not log a person in to an account that is not theirs.
  await requireSameOrigin();
  const typed = readFields(data, ["email", "remember_device"]);
  const { email, remember_device } = typed;
  const { password, next, fingerprint } = readFields(data, ["password", "next", "fingerprint"]);
  const context = { ...(await requestContext()), deviceToken: await readDeviceCookie(email) };
  const device = describeDevice(await headers(), fingerprint);
  const input = { email, password, ...(remember_device && { remember_device }) };
  const result = await login(input, context, "cookie", device).catch(unavailable);
  if (result.ok) {
    const earlier = await readSessionCookie();
    if (earlier) await revokeSessionToken(earlier, context.ipAddress);
    const { deviceToken } = result.value;
    if (deviceToken) await setDeviceCookie(email, deviceToken);
    await setSessionCookie(result.value.token, result.value.expiresAt);
    redirect(safeRedirectPath(next, "/account"));
  }
  const { failure } = result;
  if (failure.code === "wrong_credentials") return { values: typed, errors: {}, message: WRONG };
  if (failure.code === "suspended") return { values: typed, errors: {}, message: suspended() };
  if (failure.code === "rate_limited") {
    const wait = formatDuration(failure.retryAfterSeconds);
    const message = `That was too often. Please try again in ${wait}, or choose a new password.`;
    return { values: typed, errors: {}, message };
  }
  if (failure.code !== "unverified") return formError(failure, typed);
  await setPendingEmail(failure.email);
  return { values: typed, errors: {}, isUnverified: true };
}
