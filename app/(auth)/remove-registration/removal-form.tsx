"use client";

import { type ReactNode, useActionState } from "react";
import { SubmitButton } from "@/components/forms/submit-button";
import { CardFooter } from "@/components/layout/card-heading";
import { removeRegistrationAction } from "./actions";
import { InvalidRemovalLink } from "./invalid-removal-link";

/** The button that removes a registration, below what is known of it. */
export function RemovalForm({ token, children }: { token: string; children: ReactNode }) {
  const [{ problem }, formAction, isPending] = useActionState(removeRegistrationAction, {});
  if (problem) return <InvalidRemovalLink reason={problem} />;
  return (
    <>
      {children}
      <form action={formAction}>
        <input type="hidden" name="token" value={token} />
        <SubmitButton isPending={isPending} pendingText="Removing…" variant="danger">
          Remove registration
        </SubmitButton>
      </form>
      <CardFooter>
        <p>Was it you? Close this page and verify your email address.</p>
      </CardFooter>
    </>
  );
}
