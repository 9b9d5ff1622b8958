"use client";

import { useMemo } from "react";
import { Field } from "@/components/forms/field";
import { initialFormState } from "@/components/forms/form-state";
import { HiddenUsername } from "@/components/forms/hidden-username";
import { NewPasswordField } from "@/components/forms/new-password-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import { InvalidLink, REQUEST_RESET_LINK } from "@/components/layout/invalid-link";
import { Alert } from "@/components/ui/alert";
import { newPasswordSchema } from "@/lib/schemas/new-password";
import type { PasswordOwner } from "@/lib/schemas/password";
import { type ResetState, resetPasswordAction } from "./actions";

export function ResetPasswordForm({ token, owner }: { token: string; owner: PasswordOwner }) {
  const { state, isPending, formProps, form, field } = useValidatedForm({
    schema: useMemo(() => newPasswordSchema(owner), [owner]),
    action: resetPasswordAction,
    initial: initialFormState as ResetState,
    sensitiveFields: ["password", "password2"],
  });
  if (state.problem) return <InvalidLink reason={state.problem} fallback={REQUEST_RESET_LINK} />;
  return (
    <form {...formProps} className="space-y-5">
      {state.message && <Alert>{state.message}</Alert>}
      <input type="hidden" name="token" value={token} />
      <HiddenUsername email={owner.email ?? ""} />
      <NewPasswordField label="New password" form={form} owner={owner} {...field("password")} />
      <Field label="Confirm password" type="password" autoComplete="new-password" {...field("password2")} />
      <SubmitButton isPending={isPending} pendingText="Resetting…">
        Reset password
      </SubmitButton>
    </form>
  );
}
