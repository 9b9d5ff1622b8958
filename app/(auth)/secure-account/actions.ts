"use server";

import { redirect } from "next/navigation";
import { typedTexts } from "@/components/forms/form-state";
import type { LinkState } from "@/components/forms/token-confirm-form";
import { disown } from "@/lib/account/report-unrecognized-login";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";

export async function disownAction(_: LinkState, data: FormData): Promise<LinkState> {
  await requireSameOrigin();
  const { token } = typedTexts(data, ["token"]);
  const result = await disown(token, await requestContext()).catch(unavailable);
  if (result.ok) redirect("/not-me/done");
  const { code } = result.failure;
  if (code === "used" || code === "unknown") return { problem: code };
  return { problem: "unavailable" };
}
