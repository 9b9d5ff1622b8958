"use server";

import { redirect } from "next/navigation";
import { typedTexts } from "@/components/forms/form-state";
import type { LinkState } from "@/components/forms/link-form";
import { disownLogin } from "@/lib/auth/disown-login";
import { unavailable } from "@/lib/log";
import { requestContext } from "@/lib/request-context";

// No cookie takes part: who has the token may use it.
export async function disownLoginAction(_: LinkState, data: FormData): Promise<LinkState> {
  const { token } = typedTexts(data, ["token"]);
  const result = await disownLogin(token, await requestContext()).catch(unavailable);
  if (result.ok) redirect("/not-me/done");
  const { code } = result.failure;
  if (code === "used" || code === "unknown") return { problem: code };
  return { problem: "unavailable" };
}
