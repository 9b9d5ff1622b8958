"use server";

import { redirect } from "next/navigation";
import { typedTexts } from "@/components/forms/form-state";
import type { LinkState } from "@/components/forms/link-form";
import { disown } from "@/lib/auth/disown";
import { requireSameOrigin } from "@/lib/auth/same-origin";
import { unavailable } from "@/lib/log";
import { requestContext } from "@/lib/request-context";

export async function disownAction(_: LinkState, data: FormData): Promise<LinkState> {
  await requireSameOrigin();
  const { token } = typedTexts(data, ["token"]);
  const result = await disown(token, await requestContext()).catch(unavailable);
  if (result.ok) redirect("/not-me/done");
  const { code } = result.failure;
  if (code === "used" || code === "unknown") return { problem: code };
  return { problem: "unavailable" };
}
