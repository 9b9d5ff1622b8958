"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import { type FormState, initialFormState } from "@/components/forms/form-state";
import { setFlash } from "@/lib/http/flash-message";
import { confirmPath } from "@/lib/sessions/confirm-page";
import { actionFailure, requireEnrollingUser, storeRenewedSession } from "@/lib/sessions/current-user";
import { confirmAuthenticatorApp, startAuthenticatorSetup } from "@/lib/two-factor/add-authenticator-app";

const PATH = "/account/security/authenticator";

export type SetupState = FormState & { isAdded?: boolean; recoveryCodes?: string[] };

export async function startSetupAction(): Promise<void> {
  const actor = await requireEnrollingUser(PATH);
  const result = await startAuthenticatorSetup(actor).catch(actionFailure);
  if (result.ok) redirect(PATH);
  if (result.failure.code === "confirmation_needed") redirect(confirmPath(PATH));
  // The only thing to be wrong with a request without input.
  const isLimit = result.failure.code === "invalid";
  await setFlash(isLimit ? "authenticator_limit" : "action_failed");
  redirect(isLimit ? "/account/security" : PATH);
}

export async function confirmSetupAction(_: SetupState, data: FormData): Promise<SetupState> {
  const actor = await requireEnrollingUser(PATH);
  const { id, code } = readFields(data, ["id", "code"]);
  const values = readFields(data, ["name"]);
  const input = { code, ...(values.name.trim() && { name: values.name }) };
  const result = await confirmAuthenticatorApp(id, input, actor).catch(actionFailure);
  if (result.ok) {
    await storeRenewedSession(result.value.session);
    const { recoveryCodes } = result.value;
    return { ...initialFormState, isAdded: true, ...(recoveryCodes && { recoveryCodes }) };
  }
  if (result.failure.code !== "not_found") return formError(result.failure, values);
  return { values, errors: {}, message: "This setup has expired. Reload the page and start again." };
}
