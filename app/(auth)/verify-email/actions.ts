"use server";

import { redirect } from "next/navigation";
import { typedTexts } from "@/components/forms/form-state";
import { requireSameOrigin } from "@/lib/auth/same-origin";
import { type VerificationFailure, verifyEmail } from "@/lib/auth/verify-email";
import { unavailable } from "@/lib/log";
import { requestContext } from "@/lib/request-context";

export type VerifyState = { failure?: VerificationFailure["code"] | "unavailable" };

export async function verifyEmailAction(_: VerifyState, data: FormData): Promise<VerifyState> {
  await requireSameOrigin();
  const { token } = typedTexts(data, ["token"]);
  const result = await verifyEmail(token, await requestContext()).catch(unavailable);
  if (!result.ok) return { failure: result.failure.code };
  redirect("/verify-email/done");
}
