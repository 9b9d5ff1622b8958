"use client";

import { Field } from "@/components/forms/field";
import { initialFormState } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import { Alert } from "@/components/ui/alert";
import { currentPasswordSchema } from "@/lib/schemas/current-password";
import { deleteAccountAction } from "./actions";

export function DeleteForm() {
  const { state, isPending, formProps, field } = useValidatedForm({
    schema: currentPasswordSchema,
    action: deleteAccountAction,
    initial: initialFormState,
    sensitiveFields: ["password"],
  });
  return (
    <form {...formProps} className="space-y-5">
      {state.message && <Alert>{state.message}</Alert>}
      {state.successMessage && <Alert tone="success">{state.successMessage}</Alert>}
      <Field label="Password" type="password" autoComplete="current-password" {...field("password")} />
      <SubmitButton isPending={isPending} pendingText="Deleting…" variant="danger">
        Delete account
      </SubmitButton>
    </form>
  );
}
