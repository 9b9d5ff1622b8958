"use server";

import { redirect } from "next/navigation";
import { typedTexts } from "@/components/forms/form-state";
import type { LinkState } from "@/components/forms/link-form";
import { confirmEmailChange } from "@/lib/account/change-email";
import { unavailable } from "@/lib/log";
import { requestContext } from "@/lib/request-context";

// No cookie takes part: who has the token may use it.
export async function confirmEmailChangeAction(_: LinkState, data: FormData): Promise<LinkState> {
  const { token } = typedTexts(data, ["token"]);
  const result = await confirmEmailChange(token, await requestContext()).catch(unavailable);
  if (result.ok) redirect("/confirm-email/done");
  const { code } = result.failure;
  if (code === "used" || code === "unknown") return { problem: code };
  return { problem: code === "invalid" ? "taken" : "unavailable" };
}
