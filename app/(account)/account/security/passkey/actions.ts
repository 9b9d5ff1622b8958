"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import { initialFormState } from "@/components/forms/form-state";
import type { PasskeyState } from "@/components/passkeys/use-passkey";
import { confirmPath } from "@/lib/sessions/confirm-page";
import { actionFailure, requireEnrollingUser, storeRenewedSession } from "@/lib/sessions/current-user";
import { addPasskey } from "@/lib/two-factor/add-passkey";

const PATH = "/account/security/passkey";

export type AddPasskeyState = PasskeyState & { isAdded?: boolean; recoveryCodes?: string[] };

export async function addPasskeyAction(_: AddPasskeyState, data: FormData): Promise<AddPasskeyState> {
  const actor = await requireEnrollingUser(PATH);
  const result = await addPasskey(readFields(data, ["response"]).response, actor).catch(actionFailure);
  if (result.ok) {
    await storeRenewedSession(result.value.session);
    const { recoveryCodes } = result.value;
    return { ...initialFormState, isAdded: true, ...(recoveryCodes && { recoveryCodes }) };
  }
  if (result.failure.code === "confirmation_needed") redirect(confirmPath(PATH));
  return formError(result.failure, {});
}
