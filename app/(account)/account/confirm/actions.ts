"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import type { FormState } from "@/components/forms/form-state";
import { passkeyFailure } from "@/components/passkeys/passkey-failure";
import type { PasskeyState } from "@/components/passkeys/use-passkey";
import { safeRedirectPath } from "@/lib/http/redirect-path";
import { actionFailure, requireEnrollingUser, storeRenewedSession } from "@/lib/sessions/current-user";
import { confirmIdentity, confirmWithPasskey } from "@/lib/two-factor/confirm-identity";

export async function confirmIdentityAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireEnrollingUser("/account/confirm");
  const { code, password, next } = readFields(data, ["code", "password", "next"]);
  const result = await confirmIdentity({ code, password }, actor).catch(actionFailure);
  if (!result.ok) return formError(result.failure, {});
  await storeRenewedSession(result.value);
  redirect(safeRedirectPath(next, "/account/confirm"));
}

export async function confirmPasskeyAction(_: PasskeyState, data: FormData): Promise<PasskeyState> {
  const actor = await requireEnrollingUser("/account/confirm");
  const { response, next } = readFields(data, ["response", "next"]);
  const result = await confirmWithPasskey(response, actor).catch(actionFailure);
  if (!result.ok) return passkeyFailure(result.failure, await formError(result.failure, {}));
  await storeRenewedSession(result.value);
  redirect(safeRedirectPath(next, "/account/confirm"));
}
