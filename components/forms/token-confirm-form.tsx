"use client";

import { type ReactNode, useActionState } from "react";
import { type FallbackLink, InvalidLink } from "@/components/layout/invalid-link";
import { SubmitButton } from "./submit-button";

export type TokenFormState = { problem?: "used" | "unknown" | "taken" | "unavailable" };

type TokenConfirmFormProps = {
  token: string;
  action: (state: TokenFormState, data: FormData) => Promise<TokenFormState>;
  button: string;
  pendingText: string;
  /** `danger` for what logs devices out or removes something. */
  variant?: "danger";
  /** Where to get another link if this one no longer works. */
  fallback: FallbackLink;
  children: ReactNode;
};

/** The confirmation form behind a link in an email. Explains why if the link can't be used. */
export function TokenConfirmForm({
  token,
  action,
  button,
  pendingText,
  variant,
  fallback,
  children,
}: TokenConfirmFormProps) {
  const [{ problem }, formAction, isPending] = useActionState(action, {});
  if (problem) return <InvalidLink reason={problem} fallback={fallback} />;
  return (
    <>
      {children}
      <form action={formAction}>
        <input type="hidden" name="token" value={token} />
        <SubmitButton isPending={isPending} pendingText={pendingText} variant={variant}>
          {button}
        </SubmitButton>
      </form>
    </>
  );
}
