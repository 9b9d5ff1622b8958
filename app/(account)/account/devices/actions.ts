"use server";

import { redirect } from "next/navigation";
import { emptyForm, type FormState, failedForm, typedTexts } from "@/components/forms/form-state";
import { changeDevice, forgetDevice } from "@/lib/devices/manage-devices";
import { requireSender, senderFailure } from "@/lib/sessions/current-user";

const PATH = "/account/devices";

export async function changeDeviceAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireSender(PATH);
  const { id, ...typed } = typedTexts(data, ["id", "device_name", "is_trusted", "password"]);
  // A form has one of the two: what it leaves out stays as it is.
  const { device_name, is_trusted, password } = typed;
  const change = data.has("is_trusted") ? { is_trusted, password } : { device_name };
  const result = await changeDevice(id, change, actor).catch(senderFailure);
  if (result.ok) redirect(PATH);
  if (result.failure.code === "not_found") return { ...emptyForm, message: "That device is gone." };
  return failedForm(result.failure, { device_name });
}

export async function forgetDeviceAction(data: FormData): Promise<void> {
  const actor = await requireSender(PATH);
  await forgetDevice(typedTexts(data, ["id"]).id, actor);
  redirect(PATH);
}
