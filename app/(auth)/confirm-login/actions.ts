"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { readFields } from "@/components/forms/form-action";
import type { TokenFormState } from "@/components/forms/token-confirm-form";
import { linkProblem } from "@/components/layout/invalid-link";
import { describeDevice } from "@/lib/devices/describe-device";
import { readDeviceCookie, readSessionCookie, setDeviceCookie, setSessionCookie } from "@/lib/http/cookies";
import { setFailureStatus } from "@/lib/http/page-status";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { confirmLogin } from "@/lib/login/confirm-login";
import { unavailable } from "@/lib/observability/log";
import { revokeSessionToken } from "@/lib/sessions/session";

export async function confirmLoginAction(_: TokenFormState, data: FormData): Promise<TokenFormState> {
  // Login CSRF: another site must not be able to log a visitor in to an account that isn't theirs.
  await requireSameOrigin();
  const { token } = readFields(data, ["token"]);
  const context = await requestContext();
  const device = describeDevice(await headers(), "");
  const result = await confirmLogin({ token }, context, "cookie", device, readDeviceCookie).catch(
    unavailable,
  );
  if (!result.ok) {
    await setFailureStatus(result.failure);
    // Without a valid token there is no link at all.
    return { problem: result.failure.code === "invalid" ? "unknown" : linkProblem(result.failure.code) };
  }
  const previousToken = await readSessionCookie();
  if (previousToken) await revokeSessionToken(previousToken, context);
  const { email, deviceToken, expiresAt } = result.value;
  if (deviceToken) await setDeviceCookie(email, deviceToken);
  await setSessionCookie(result.value.token, expiresAt);
  redirect("/account");
}
