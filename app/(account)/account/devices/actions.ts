"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import { type FormState, initialFormState } from "@/components/forms/form-state";
import { changeDevice, removeDevice } from "@/lib/devices/manage-devices";
import { actionFailure, requireActionUser, storeRenewedSession } from "@/lib/sessions/current-user";

const PATH = "/account/devices";

export async function changeDeviceAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireActionUser(PATH);
  const { id, device_name, is_trusted, password } = readFields(data, [
    "id",
    "device_name",
    "is_trusted",
    "password",
  ]);
  // Each form changes either the name or the trust. The omitted field stays as it is.
  const change = data.has("is_trusted") ? { is_trusted, password } : { device_name };
  const result = await changeDevice(id, change, actor).catch(actionFailure);
  if (result.ok) {
    await storeRenewedSession(result.value.session);
    redirect(PATH);
  }
  if (result.failure.code === "not_found") {
    return { ...initialFormState, message: "This device was already removed." };
  }
  return formError(result.failure, { device_name });
}

export async function removeDeviceAction(data: FormData): Promise<void> {
  const actor = await requireActionUser(PATH);
  await removeDevice(readFields(data, ["id"]).id, actor);
  redirect(PATH);
}
