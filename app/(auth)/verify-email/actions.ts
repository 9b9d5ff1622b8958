"use server";

import { headers } from "next/headers";
import { formError, readFields } from "@/components/forms/form-action";
import { type FormState, initialFormState } from "@/components/forms/form-state";
import { describeDevice } from "@/lib/devices/describe-device";
import { readClaimCookie, readDeviceCookie } from "@/lib/http/cookies";
import { setFailureStatus } from "@/lib/http/page-status";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import type { VerificationProof } from "@/lib/verification/verification-proof";
import { verifyEmail } from "@/lib/verification/verify-email";
import { finishVerification } from "./finish-verification";

export type VerifyState = FormState & {
  /** Why the link can't be used. */
  problem?: "used" | "unknown" | "unavailable";
  /** Whether this browser has lost the claim of the registration since the page was opened. */
  isClaimLost?: boolean;
};

/** Verifies with the claim of this browser's registration, and logs in. */
export async function verifyEmailAction(_: VerifyState, data: FormData): Promise<VerifyState> {
  return verify(data, { kind: "claim", claim: await readClaimCookie() });
}

/** Verifies with the password that was chosen at registration, and logs in. */
export async function verifyWithPasswordAction(_: VerifyState, data: FormData): Promise<VerifyState> {
  const { password } = readFields(data, ["password"]);
  return verify(data, { kind: "password", password });
}

/** Verifies with a new password. Logs nobody in, as after a password reset. */
export async function verifyWithNewPasswordAction(_: VerifyState, data: FormData): Promise<VerifyState> {
  return verify(data, { kind: "new_password", input: readFields(data, ["password", "password2"]) });
}

async function verify(data: FormData, proof: VerificationProof): Promise<VerifyState> {
  await requireSameOrigin();
  // The email address only tells which device cookie to read.
  const { token, email } = readFields(data, ["token", "email"]);
  const context = { ...(await requestContext()), deviceToken: await readDeviceCookie(email) };
  const client = { device: describeDevice(await headers(), ""), sessionKind: "cookie" } as const;
  const result = await verifyEmail(token, proof, context, client).catch(unavailable);
  if (result.ok) return finishVerification(result.value, context);
  const { failure } = result;
  if (failure.code === "used" || failure.code === "unknown" || failure.code === "unavailable") {
    await setFailureStatus(failure);
    return { ...initialFormState, problem: failure.code };
  }
  if (proof.kind === "claim") return { ...initialFormState, isClaimLost: true };
  return formError(failure, {});
}
