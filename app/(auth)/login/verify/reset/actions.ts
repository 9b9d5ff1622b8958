"use server";

import { formError } from "@/components/forms/form-action";
import { type FormState, initialFormState } from "@/components/forms/form-state";
import { clearPendingLogin, readPendingLogin } from "@/lib/http/cookies";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { requestTwoFactorReset } from "@/lib/login/request-two-factor-reset";
import { unavailable } from "@/lib/observability/log";

export async function requestResetAction(_: FormState): Promise<FormState> {
  await requireSameOrigin();
  const token = (await readPendingLogin()) ?? "none";
  const result = await requestTwoFactorReset(token, "cookie", await requestContext()).catch(unavailable);
  if (result.ok) {
    return { ...initialFormState, successMessage: `We've sent a link to ${result.value.email}.` };
  }
  const { failure } = result;
  if (failure.code !== "login_expired" && failure.code !== "not_found") return formError(failure, {});
  // Without the cookie, the page says that the login has expired.
  await clearPendingLogin();
  return initialFormState;
}
