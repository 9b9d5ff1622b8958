"use client";

import { useMemo } from "react";
import { Field } from "@/components/forms/field";
import { initialFormState } from "@/components/forms/form-state";
import { HiddenUsername } from "@/components/forms/hidden-username";
import { NewPasswordField } from "@/components/forms/new-password-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import { Alert } from "@/components/ui/alert";
import { changePasswordSchema } from "@/lib/schemas/change-password";
import { changePasswordAction } from "./actions";

export function PasswordForm({ username, email }: { username: string; email: string }) {
  const { state, isPending, formProps, form, field } = useValidatedForm({
    schema: useMemo(() => changePasswordSchema({ username, email }), [username, email]),
    action: changePasswordAction,
    initial: initialFormState,
    sensitiveFields: ["current_password", "password", "password2"],
  });
  return (
    <form {...formProps} className="space-y-5">
      {state.message && <Alert>{state.message}</Alert>}
      <HiddenUsername email={email} />
      <Field
        label="Current password"
        type="password"
        autoComplete="current-password"
        {...field("current_password")}
      />
      <NewPasswordField label="New password" form={form} owner={{ username, email }} {...field("password")} />
      <Field label="Confirm password" type="password" autoComplete="new-password" {...field("password2")} />
      <SubmitButton isPending={isPending} pendingText="Changing…">
        Change password
      </SubmitButton>
    </form>
  );
}
