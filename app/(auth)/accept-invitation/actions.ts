"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import { initialFormState } from "@/components/forms/form-state";
import { setFlash } from "@/lib/http/flash-message";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import { resetPassword } from "@/lib/passwords/reset-password";
import type { ResetState } from "../reset-password/actions";

/** Sets the first password of somebody who was invited. */
export async function acceptInvitationAction(_: ResetState, data: FormData): Promise<ResetState> {
  await requireSameOrigin();
  const { token, ...passwords } = readFields(data, ["token", "password", "password2"]);
  const context = await requestContext();
  const result = await resetPassword(token, passwords, context, "accept-invitation").catch(unavailable);
  if (result.ok) {
    await setFlash("invitation_accepted");
    redirect("/login");
  }
  const { failure } = result;
  if (failure.code === "used" || failure.code === "unknown") {
    return { ...initialFormState, problem: failure.code };
  }
  return formError(failure, {});
}
