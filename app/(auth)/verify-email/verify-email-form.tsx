"use client";

import { type ReactNode, useActionState } from "react";
import { SubmitButton } from "@/components/forms/submit-button";
import { CardFooter } from "@/components/layout/card-heading";
import { verifyEmailAction } from "./actions";
import { InvalidVerificationLink } from "./invalid-verification-link";

/** Verifies the email on submit. If the link can't be used, the error replaces the whole form, including `children`. */
export function VerifyEmailForm({ token, children }: { token: string; children: ReactNode }) {
  const [{ failure }, formAction, isPending] = useActionState(verifyEmailAction, {});
  if (failure) return <InvalidVerificationLink reason={failure} />;
  return (
    <>
      {children}
      <form action={formAction}>
        <input type="hidden" name="token" value={token} />
        <SubmitButton isPending={isPending} pendingText="Verifying…">
          Verify email
        </SubmitButton>
      </form>
      <CardFooter>Didn't sign up? You can close this page.</CardFooter>
    </>
  );
}
