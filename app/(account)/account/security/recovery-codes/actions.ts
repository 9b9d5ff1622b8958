"use server";

import { redirect } from "next/navigation";
import { formError } from "@/components/forms/form-action";
import { type FormState, initialFormState } from "@/components/forms/form-state";
import { confirmPath } from "@/lib/sessions/confirm-page";
import { actionFailure, requireActionUser } from "@/lib/sessions/current-user";
import { regenerateRecoveryCodes } from "@/lib/two-factor/manage-methods";

const PATH = "/account/security/recovery-codes";

export type CodesState = FormState & { codes?: string[] };

export async function regenerateCodesAction(_: CodesState): Promise<CodesState> {
  const actor = await requireActionUser(PATH);
  const result = await regenerateRecoveryCodes(actor).catch(actionFailure);
  if (result.ok) return { ...initialFormState, codes: result.value };
  const { failure } = result;
  if (failure.code === "confirmation_needed") redirect(confirmPath(PATH));
  if (failure.code === "not_found") redirect("/account/security");
  return formError(failure, {});
}
