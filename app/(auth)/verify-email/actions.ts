"use server";

import { redirect } from "next/navigation";
import { typedTexts } from "@/components/forms/form-state";
import { type VerificationFailure, verifyEmail } from "@/lib/auth/verify-email";
import { requestContext } from "@/lib/request-context";

export type VerifyState = { failure?: VerificationFailure["code"] };

// No cookie takes part: who has the token may use it, and the page that sends it is told not to
// name an origin.
export async function verifyEmailAction(_: VerifyState, data: FormData): Promise<VerifyState> {
  const { token } = typedTexts(data, ["token"]);
  const result = await verifyEmail(token, await requestContext());
  if (!result.ok) return { failure: result.failure.code };
  redirect("/verify-email/done");
}
