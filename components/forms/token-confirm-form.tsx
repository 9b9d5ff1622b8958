"use client";

import { type ReactNode, useActionState } from "react";
import { type Instead, LinkProblem } from "@/components/layout/invalid-link";
import { SubmitButton } from "./submit-button";

export type LinkState = { problem?: "used" | "unknown" | "taken" | "unavailable" };

type LinkFormProps = {
  token: string;
  action: (state: LinkState, data: FormData) => Promise<LinkState>;
  button: string;
  pendingText: string;
  /** What helps where the link does not work. */
  instead: Instead;
  children: ReactNode;
};

/** The button behind a link of a mail; what is above it gives way when it turns out that the link no longer works. */
export function LinkForm({ token, action, button, pendingText, instead, children }: LinkFormProps) {
  const [{ problem }, formAction, isPending] = useActionState(action, {});
  if (problem) return <LinkProblem reason={problem} instead={instead} />;
  return (
    <>
      {children}
      <form action={formAction}>
        <input type="hidden" name="token" value={token} />
        <SubmitButton isPending={isPending} pendingText={pendingText}>
          {button}
        </SubmitButton>
      </form>
    </>
  );
}
