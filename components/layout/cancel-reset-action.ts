"use server";

import { redirect } from "next/navigation";
import { setFlash } from "@/lib/http/flash-message";
import { confirmPath } from "@/lib/sessions/confirm-page";
import { actionFailure, requireActionUser } from "@/lib/sessions/current-user";
import { cancelOwnReset } from "@/lib/two-factor/cancel-reset";

const PATH = "/account/security";

/** Cancels the reset of two-factor authentication. Who hasn't used a second factor recently does so first, which cancels it too. */
export async function cancelResetAction(): Promise<void> {
  const result = await cancelOwnReset(await requireActionUser(PATH)).catch(actionFailure);
  if (!result.ok && result.failure.code === "confirmation_needed") redirect(confirmPath(PATH));
  await setFlash(result.ok ? "two_factor_reset_canceled" : "action_failed");
  redirect(PATH);
}
