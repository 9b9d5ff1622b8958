"use server";

import { redirect } from "next/navigation";
import { readFields } from "@/components/forms/form-action";
import { changeDevice } from "@/lib/devices/manage-devices";
import { setFlash } from "@/lib/http/flash-message";
import { actionFailure, requireActionUser } from "@/lib/sessions/current-user";

const PATH = "/account/security";

export async function removeTrustAction(data: FormData): Promise<void> {
  const actor = await requireActionUser(PATH);
  const { id } = readFields(data, ["id"]);
  const result = await changeDevice(id, { is_trusted: false }, actor).catch(actionFailure);
  if (result.ok) await setFlash("device_untrusted", { name: result.value.device.name });
  else if (result.failure.code === "unavailable") await setFlash("action_failed");
  // A device that no longer exists isn't trusted.
  redirect(PATH);
}
