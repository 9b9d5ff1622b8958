"use server";

import { redirect } from "next/navigation";
import { readFields } from "@/components/forms/form-action";
import type { TokenFormState } from "@/components/forms/token-confirm-form";
import { linkProblem } from "@/components/layout/invalid-link";
import { undoEmailChange } from "@/lib/account/undo-email-change";
import { setFailureStatus } from "@/lib/http/page-status";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";

export async function undoEmailChangeAction(_: TokenFormState, data: FormData): Promise<TokenFormState> {
  await requireSameOrigin();
  const { token } = readFields(data, ["token"]);
  const result = await undoEmailChange(token, await requestContext()).catch(unavailable);
  if (result.ok) redirect("/undo-email-change/done");
  await setFailureStatus(result.failure);
  return { problem: linkProblem(result.failure.code) };
}
