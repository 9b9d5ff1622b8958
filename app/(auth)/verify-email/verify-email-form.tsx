"use client";

import { type ReactNode, useActionState } from "react";
import { SubmitButton } from "@/components/forms/submit-button";
import { verifyEmailAction } from "./actions";
import { UnusableLink } from "./unusable-link";

/** The button that verifies; what is above it gives way when it turns out that the link no longer works. */
export function VerifyEmailForm({ token, children }: { token: string; children: ReactNode }) {
  const [{ failure }, formAction, isPending] = useActionState(verifyEmailAction, {});
  if (failure) return <UnusableLink reason={failure} />;
  return (
    <>
      {children}
      <form action={formAction}>
        <input type="hidden" name="token" value={token} />
        <SubmitButton isPending={isPending} pendingText="Verifying…">
          Verify email
        </SubmitButton>
      </form>
      <p className="mt-6 text-sm leading-6 text-muted">
        If it was somebody else, close this page. Without your press of the button nothing happens.
      </p>
    </>
  );
}
