"use server";

import { redirect } from "next/navigation";
import { setFlash } from "@/lib/http/flash-message";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { isUuid } from "@/lib/schemas/uuid";
import { actionFailure, currentReader } from "@/lib/sessions/current-user";
import { stopImpersonation } from "@/lib/sessions/impersonation";

/** Ends the impersonation, and leads back to the page about the person. Also after it has ended by itself. */
export async function stopImpersonationAction(data: FormData): Promise<void> {
  await requireSameOrigin();
  const reader = await currentReader();
  const stopped = reader && (await stopImpersonation(reader).catch(actionFailure));
  await setFlash(typeof stopped === "object" ? "action_failed" : "impersonation_stopped");
  const id = data.get("user_id");
  redirect(typeof id === "string" && isUuid(id) ? `/admin/users/${id}` : "/admin/users");
}
