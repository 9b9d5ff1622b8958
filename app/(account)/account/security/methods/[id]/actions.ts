"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import { type FormState, initialFormState } from "@/components/forms/form-state";
import { setFlash } from "@/lib/http/flash-message";
import { confirmPath } from "@/lib/sessions/confirm-page";
import { actionFailure, requireActionUser } from "@/lib/sessions/current-user";
import { findMethodKind } from "@/lib/two-factor/get-two-factor";
import { removeMethod, renameMethod } from "@/lib/two-factor/manage-methods";

const LIST = "/account/security";
const REMOVED: FormState = { ...initialFormState, message: "This method was already removed." };

export async function renameMethodAction(_: FormState, data: FormData): Promise<FormState> {
  const { id } = readFields(data, ["id"]);
  const values = readFields(data, ["name"]);
  const actor = await requireActionUser(LIST);
  const kind = await findMethodKind(id, actor);
  if (!kind) return REMOVED;
  const result = await renameMethod(kind, id, values, actor).catch(actionFailure);
  if (result.ok) {
    await setFlash("method_renamed", { name: result.value.name });
    redirect(LIST);
  }
  return result.failure.code === "not_found" ? REMOVED : formError(result.failure, values);
}

export async function removeMethodAction(_: FormState, data: FormData): Promise<FormState> {
  const { id } = readFields(data, ["id"]);
  const actor = await requireActionUser(LIST);
  const kind = await findMethodKind(id, actor);
  if (!kind) return REMOVED;
  const result = await removeMethod(kind, id, actor).catch(actionFailure);
  if (result.ok) {
    await setFlash(kind === "passkey" ? "passkey_removed" : "authenticator_removed");
    redirect(LIST);
  }
  if (result.failure.code === "confirmation_needed") redirect(confirmPath(`${LIST}/methods/${id}`));
  return result.failure.code === "not_found" ? REMOVED : formError(result.failure, {});
}
