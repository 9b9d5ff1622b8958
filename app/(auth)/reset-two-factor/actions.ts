"use server";

import { redirect } from "next/navigation";
import { readFields } from "@/components/forms/form-action";
import type { TokenFormState } from "@/components/forms/token-confirm-form";
import { linkProblem } from "@/components/layout/invalid-link";
import { setFailureStatus } from "@/lib/http/page-status";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import { startTwoFactorReset } from "@/lib/two-factor/pending-reset";

export async function startResetAction(_: TokenFormState, data: FormData): Promise<TokenFormState> {
  await requireSameOrigin();
  const { token } = readFields(data, ["token"]);
  const result = await startTwoFactorReset(token, await requestContext()).catch(unavailable);
  if (result.ok) redirect("/reset-two-factor/done");
  await setFailureStatus(result.failure);
  return { problem: linkProblem(result.failure.code) };
}
