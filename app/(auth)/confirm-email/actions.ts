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

export async function confirmEmailChangeAction(_: TokenFormState, data: FormData): Promise<TokenFormState> {
  await requireSameOrigin();
  const { token } = readFields(data, ["token"]);
  const result = await confirmEmailChange(token, await requestContext()).catch(unavailable);
  if (result.ok) redirect("/confirm-email/done");
  await setFailureStatus(result.failure);
  return { problem: linkProblem(result.failure.code) };
}
