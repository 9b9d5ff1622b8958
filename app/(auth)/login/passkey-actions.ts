"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import { initialFormState } from "@/components/forms/form-state";
import { passkeyFailure } from "@/components/passkeys/passkey-failure";
import type { PasskeyState } from "@/components/passkeys/use-passkey";
import { describeDevice } from "@/lib/devices/describe-device";
import { readDeviceCookie } from "@/lib/http/cookies";
import { readPasskeyClient } from "@/lib/http/passkey-client";
import { safeRedirectPath } from "@/lib/http/redirect-path";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { loginWithPasskey } from "@/lib/login/passkey-login";
import { unavailable } from "@/lib/observability/log";
import { storeLogin } from "./store-login";
import { suspendedMessage } from "./suspended-message";

export async function passkeyLoginAction(_: PasskeyState, data: FormData): Promise<PasskeyState> {
  await requireSameOrigin();
  const { response, next } = readFields(data, ["response", "next"]);
  const context = await requestContext();
  const device = describeDevice(await headers(), "");
  const client = { kind: "cookie", device, deviceTokenOf: readDeviceCookie } as const;
  const secret = (await readPasskeyClient()) ?? "none";
  const result = await loginWithPasskey(response, secret, context, client).catch(unavailable);
  if (result.ok) {
    await storeLogin(result.value.email, result.value, context);
    redirect(safeRedirectPath(next, "/account"));
  }
  const { failure } = result;
  switch (failure.code) {
    case "suspended":
      return withMessage(suspendedMessage(failure, context));
    case "unverified":
      return withMessage("Verify your email to log in.");
    default:
      return passkeyFailure(failure, await formError(failure, {}));
  }
}

const withMessage = (message: string): PasskeyState => ({ ...initialFormState, message });
