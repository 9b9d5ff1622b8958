"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import type { FormState } from "@/components/forms/form-state";
import { passkeyFailure } from "@/components/passkeys/passkey-failure";
import type { PasskeyState } from "@/components/passkeys/use-passkey";
import { clearPendingLogin, readDeviceCookie, readPendingLogin } from "@/lib/http/cookies";
import { safeRedirectPath } from "@/lib/http/redirect-path";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { verifyLogin, verifyLoginWithPasskey } from "@/lib/login/verify-login";
import { unavailable } from "@/lib/observability/log";
import { storeLogin } from "../store-login";

export async function verifyLoginAction(_: FormState, data: FormData): Promise<FormState> {
  await requireSameOrigin();
  const values = readFields(data, ["remember_device"]);
  const { code, next } = readFields(data, ["code", "next"]);
  const context = await requestContext();
  const input = { mfa_token: (await readPendingLogin()) ?? "none", code, ...isRemembered(values) };
  const result = await verifyLogin(input, context, "cookie", readDeviceCookie).catch(unavailable);
  if (result.ok) {
    await clearPendingLogin();
    await storeLogin(result.value.email, result.value, context);
    redirect(safeRedirectPath(next, "/account"));
  }
  if (result.failure.code !== "login_expired") return formError(result.failure, values);
  // Without the cookie, the page says that the login has expired.
  await clearPendingLogin();
  return { values, errors: {} };
}

function isRemembered({ remember_device }: { remember_device: string }) {
  return { remember_device: remember_device === "true" };
}

export async function verifyPasskeyAction(_: PasskeyState, data: FormData): Promise<PasskeyState> {
  await requireSameOrigin();
  const { response, next, ...values } = readFields(data, ["response", "next", "remember_device"]);
  const context = await requestContext();
  const mfaToken = (await readPendingLogin()) ?? "none";
  const verification = { mfaToken, response, isRemembered: isRemembered(values).remember_device };
  const result = await verifyLoginWithPasskey(verification, context, "cookie", readDeviceCookie).catch(
    unavailable,
  );
  if (result.ok) {
    await clearPendingLogin();
    await storeLogin(result.value.email, result.value, context);
    redirect(safeRedirectPath(next, "/account"));
  }
  const { failure } = result;
  if (failure.code !== "login_expired") return passkeyFailure(failure, await formError(failure, {}));
  await clearPendingLogin();
  return { values: {}, errors: {}, message: "This login has expired. Log in again." };
}
