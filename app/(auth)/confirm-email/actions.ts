"use server";

import { redirect } from "next/navigation";
import { typedTexts } from "@/components/forms/form-state";
import type { LinkState } from "@/components/forms/link-form";
import { confirmEmailChange } from "@/lib/account/change-email";
import { requireSameOrigin } from "@/lib/auth/same-origin";
import { unavailable } from "@/lib/log";
import { requestContext } from "@/lib/request-context";

export async function confirmEmailChangeAction(_: LinkState, data: FormData): Promise<LinkState> {
  await requireSameOrigin();
  const { token } = typedTexts(data, ["token"]);
  const result = await confirmEmailChange(token, await requestContext()).catch(unavailable);
  if (result.ok) redirect("/confirm-email/done");
  const { code } = result.failure;
  if (code === "used" || code === "unknown") return { problem: code };
  return { problem: code === "invalid" ? "taken" : "unavailable" };
}
