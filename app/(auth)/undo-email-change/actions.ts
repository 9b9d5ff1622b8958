"use server";

import { redirect } from "next/navigation";
import { typedTexts } from "@/components/forms/form-state";
import type { LinkState } from "@/components/forms/link-form";
import { undoEmailChange } from "@/lib/account/change-email";
import { unavailable } from "@/lib/log";
import { requestContext } from "@/lib/request-context";

// No cookie takes part: who has the token may use it.
export async function undoEmailChangeAction(_: LinkState, data: FormData): Promise<LinkState> {
  const { token } = typedTexts(data, ["token"]);
  const result = await undoEmailChange(token, await requestContext()).catch(unavailable);
  if (result.ok) redirect("/undo-email-change/done");
  const { code } = result.failure;
  if (code === "used" || code === "unknown") return { problem: code };
  return { problem: code === "invalid" ? "taken" : "unavailable" };
}
