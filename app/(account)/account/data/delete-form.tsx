"use client";

import { Field } from "@/components/forms/field";
import { emptyForm } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useCheckedForm } from "@/components/forms/use-validated-form";
import { Alert } from "@/components/ui/alert";
import { ownPasswordSchema } from "@/lib/schemas/current-password";
import { deleteAccountAction } from "./actions";

export function DeleteForm() {
  const { state, isPending, formProps, field } = useCheckedForm({
    schema: ownPasswordSchema,
    action: deleteAccountAction,
    initial: emptyForm,
    secrets: ["password"],
  });
  return (
    <form {...formProps} className="space-y-5">
      {state.message && <Alert>{state.message}</Alert>}
      {state.done && <Alert tone="good">{state.done}</Alert>}
      <Field label="Password" type="password" autoComplete="current-password" {...field("password")} />
      <SubmitButton isPending={isPending} pendingText="Working…" variant="danger">
        Delete my account
      </SubmitButton>
    </form>
  );
}
