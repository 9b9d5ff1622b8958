"use server";

import { redirect } from "next/navigation";
import { readFields } from "@/components/forms/form-action";
import { setFailureStatus } from "@/lib/http/page-status";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import { removeRegistration } from "@/lib/verification/remove-registration";

/** Why a registration can't be removed; nothing before the button is pressed. */
export type RemovalState = { problem?: "used" | "unknown" | "unavailable" };

export async function removeRegistrationAction(_: RemovalState, data: FormData): Promise<RemovalState> {
  await requireSameOrigin();
  const { token } = readFields(data, ["token"]);
  const result = await removeRegistration(token, await requestContext()).catch(unavailable);
  if (result.ok) redirect("/remove-registration/done");
  await setFailureStatus(result.failure);
  return { problem: result.failure.code };
}
