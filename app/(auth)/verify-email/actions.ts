"use server";

import { redirect } from "next/navigation";
import { readFields } from "@/components/forms/form-action";
import { setFailureStatus } from "@/lib/http/page-status";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import { type VerificationFailure, verifyEmail } from "@/lib/verification/verify-email";

export type VerifyState = { failure?: VerificationFailure["code"] | "unavailable" };

export async function verifyEmailAction(_: VerifyState, data: FormData): Promise<VerifyState> {
  await requireSameOrigin();
  const { token } = readFields(data, ["token"]);
  const result = await verifyEmail(token, await requestContext()).catch(unavailable);
  if (result.ok) redirect("/verify-email/done");
  await setFailureStatus(result.failure);
  return { failure: result.failure.code };
}
