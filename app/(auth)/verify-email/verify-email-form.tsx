"use client";

import { type ReactNode, useActionState } from "react";
import { initialFormState } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { CardFooter } from "@/components/layout/card-heading";
import { Alert } from "@/components/ui/alert";
import { type VerifyState, verifyEmailAction } from "./actions";
import { InvalidVerificationLink } from "./invalid-verification-link";

type VerifyEmailFormProps = { token: string; email: string; children: ReactNode };

/** Verifies the email on submit. If the link can't be used, the error replaces the whole form, including `children`. */
export function VerifyEmailForm({ token, email, children }: VerifyEmailFormProps) {
  const [state, formAction, isPending] = useActionState(verifyEmailAction, initialFormState as VerifyState);
  if (state.problem) return <InvalidVerificationLink reason={state.problem} />;
  return (
    <>
      {children}
      <form action={formAction} className="space-y-4">
        {state.isClaimLost && (
          <Alert
            tone="warning"
            actions={
              <a
                href={`/verify-email?token=${encodeURIComponent(token)}`}
                className="font-semibold underline"
              >
                Continue with the password
              </a>
            }
          >
            This browser no longer remembers the registration.
          </Alert>
        )}
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="email" value={email} />
        <SubmitButton isPending={isPending} pendingText="Verifying…">
          Verify email
        </SubmitButton>
      </form>
      <CardFooter>Didn't sign up? You can close this page.</CardFooter>
    </>
  );
}
