"use server";

import { redirect } from "next/navigation";
import { keepAccount } from "@/lib/account/keep-account";
import { setFlash } from "@/lib/http/flash-message";
import { actionFailure, requireActionUser } from "@/lib/sessions/current-user";

export async function keepAccountAction(): Promise<void> {
  const actor = await requireActionUser("/account");
  const result = await keepAccount(actor).catch(actionFailure);
  if (typeof result === "boolean") await setFlash("deletion_canceled");
  else if (result.failure.code === "unavailable") await setFlash("action_failed");
  redirect("/account");
}
