"use client";

import { useMemo } from "react";
import { Field } from "@/components/forms/field";
import { emptyForm } from "@/components/forms/form-state";
import { AccountName } from "@/components/forms/hidden-username";
import { NewPasswordField } from "@/components/forms/new-password-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { useCheckedForm } from "@/components/forms/use-validated-form";
import { ASK_FOR_RESET, LinkProblem } from "@/components/layout/invalid-link";
import { Alert } from "@/components/ui/alert";
import { newPasswordSchema } from "@/lib/schemas/new-password";
import type { PasswordOwner } from "@/lib/schemas/password";
import { type ResetState, resetPasswordAction } from "./actions";

export function ResetPasswordForm({ token, owner }: { token: string; owner: PasswordOwner }) {
  const { state, isPending, formProps, form, field } = useCheckedForm({
    schema: useMemo(() => newPasswordSchema(owner), [owner]),
    action: resetPasswordAction,
    initial: emptyForm as ResetState,
    secrets: ["password", "password2"],
  });
  if (state.problem) return <LinkProblem reason={state.problem} instead={ASK_FOR_RESET} />;
  return (
    <form {...formProps} className="space-y-5">
      {state.message && <Alert>{state.message}</Alert>}
      <input type="hidden" name="token" value={token} />
      <AccountName email={owner.email ?? ""} />
      <NewPasswordField label="New password" form={form} owner={owner} {...field("password")} />
      <Field label="Confirm password" type="password" autoComplete="new-password" {...field("password2")} />
      <SubmitButton isPending={isPending} pendingText="Saving…">
        Save the new password
      </SubmitButton>
    </form>
  );
}
