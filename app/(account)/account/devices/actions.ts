"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import { type FormState, initialFormState } from "@/components/forms/form-state";
import { changeDevice, removeDevice } from "@/lib/devices/manage-devices";
import { clearSessionCookie } from "@/lib/http/cookies";
import { setFlash } from "@/lib/http/flash-message";
import { actionFailure, requireActionUser } from "@/lib/sessions/current-user";
import { revokeOtherSessions, revokeSession } from "@/lib/sessions/manage-sessions";

const PATH = "/account/devices";

export async function renameDeviceAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireActionUser(PATH);
  const { id, device_name } = readFields(data, ["id", "device_name"]);
  const result = await changeDevice(id, { device_name }, actor).catch(actionFailure);
  if (result.ok) {
    await setFlash("device_renamed", { name: result.value.device.name });
    redirect(await listPath());
  }
  if (result.failure.code === "not_found") {
    return { ...initialFormState, message: "This device was already removed." };
  }
  return formError(result.failure, { device_name });
}

export async function removeDeviceAction(data: FormData): Promise<void> {
  const actor = await requireActionUser(PATH);
  const { id } = readFields(data, ["id"]);
  const result = await removeDevice(id, actor).catch(actionFailure);
  if (result.ok && id === actor.deviceId) {
    await clearSessionCookie();
    await setFlash("current_device_removed");
    redirect("/login");
  }
  if (result.ok) await setFlash("device_removed", { name: result.value.name });
  else if (result.failure.code === "unavailable") await setFlash("action_failed");
  // A device that no longer exists needs no removing.
  redirect(await listPath());
}

export async function revokeSessionAction(data: FormData): Promise<void> {
  const actor = await requireActionUser(PATH);
  const { id } = readFields(data, ["id"]);
  const result = await revokeSession(id, actor).catch(actionFailure);
  if (result.ok) await setFlash("session_revoked");
  else if (result.failure.code === "unavailable") await setFlash("action_failed");
  redirect(await listPath());
}

export async function revokeOtherSessionsAction(): Promise<void> {
  const actor = await requireActionUser(PATH);
  const revoked = await revokeOtherSessions(actor).catch(actionFailure);
  if (typeof revoked === "number") await setFlash("other_sessions_revoked");
  else if (revoked.failure.code === "unavailable") await setFlash("action_failed");
  redirect(await listPath());
}

/** Returns the path of the page of the list that the form was sent from. */
async function listPath(): Promise<string> {
  const referrer = (await headers()).get("referer") ?? "";
  const page = URL.canParse(referrer) ? new URL(referrer).searchParams.get("page") : null;
  return page && /^\d{1,4}$/.test(page) ? `${PATH}?page=${page}` : PATH;
}
