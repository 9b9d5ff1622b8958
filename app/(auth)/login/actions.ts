"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { type FormState, failedForm, inWords, typedTexts } from "@/components/forms/form-state";
import { env } from "@/lib/config/env";
import { deviceOf } from "@/lib/devices/describe-device";
import {
  readBrowserToken,
  readSessionCookie,
  setBrowserToken,
  setPendingEmail,
  setSessionCookie,
} from "@/lib/http/cookies";
import { nextPath } from "@/lib/http/redirect-path";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { login } from "@/lib/login/login";
import { unavailable } from "@/lib/observability/log";
import { endSession } from "@/lib/sessions/session";

const suspended = () => `Your account is suspended. If you do not know why, write to ${env().SUPPORT_EMAIL}.`;
const WRONG = "The email or the password is wrong.";

export type LoginState = FormState & { isUnverified?: boolean };

export async function loginAction(_: LoginState, data: FormData): Promise<LoginState> {
  // Somebody else's page must not log a person in to an account that is not theirs.
  await requireSameOrigin();
  const typed = typedTexts(data, ["email", "remember_device"]);
  const { email, remember_device } = typed;
  const { password, next, fingerprint } = typedTexts(data, ["password", "next", "fingerprint"]);
  const context = { ...(await requestContext()), browserToken: await readBrowserToken(email) };
  const device = deviceOf(await headers(), fingerprint);
  const input = { email, password, ...(remember_device && { remember_device }) };
  const result = await login(input, context, "cookie", device).catch(unavailable);
  if (result.ok) {
    const earlier = await readSessionCookie();
    if (earlier) await endSession(earlier, context.client);
    const { browserToken } = result.value;
    if (browserToken) await setBrowserToken(email, browserToken);
    await setSessionCookie(result.value.token, result.value.expiresAt);
    redirect(nextPath(next, "/account"));
  }
  const { failure } = result;
  if (failure.code === "wrong_credentials") return { values: typed, errors: {}, message: WRONG };
  if (failure.code === "suspended") return { values: typed, errors: {}, message: suspended() };
  if (failure.code === "rate_limited") {
    const wait = inWords(failure.retryAfterSeconds);
    const message = `That was too often. Please try again in ${wait}, or choose a new password.`;
    return { values: typed, errors: {}, message };
  }
  if (failure.code !== "unverified") return failedForm(failure, typed);
  await setPendingEmail(failure.email);
  return { values: typed, errors: {}, isUnverified: true };
}
