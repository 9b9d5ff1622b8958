"use server";

import { redirect } from "next/navigation";
import { readFields } from "@/components/forms/form-action";
import type { TokenFormState } from "@/components/forms/token-confirm-form";
import { linkProblem } from "@/components/layout/invalid-link";
import { confirmEmailChange } from "@/lib/account/confirm-email-change";
import { setFailureStatus } from "@/lib/http/page-status";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import { ownViewer } from "@/lib/sessions/current-user";

export async function confirmEmailChangeAction(_: TokenFormState, data: FormData): Promise<TokenFormState> {
  await requireSameOrigin();
  const { token } = readFields(data, ["token"]);
  const user = await ownViewer();
  const client = { ...(await requestContext()), userId: user?.id };
  const result = await confirmEmailChange(token, client).catch(unavailable);
  if (result.ok) redirect("/confirm-email/done");
  // The session ended while the page was open. The page says who has to log in.
  if (result.failure.code === "login_required") redirect(`/confirm-email?token=${encodeURIComponent(token)}`);
  await setFailureStatus(result.failure);
  return { problem: linkProblem(result.failure.code) };
}
