"use client";

import { EmailField } from "@/components/forms/email-field";
import { Field } from "@/components/forms/field";
import { initialFormState } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import { Alert } from "@/components/ui/alert";
import { changeEmailSchema } from "@/lib/schemas/change-email";
import { changeEmailAction } from "./actions";

export function EmailForm({ needsPassword }: { needsPassword: boolean }) {
  const { state, isPending, formProps, field } = useValidatedForm({
    schema: changeEmailSchema,
    action: changeEmailAction,
    initial: initialFormState,
    sensitiveFields: ["password"],
  });
  return (
    <form {...formProps} className="space-y-5">
      {state.message && <Alert>{state.message}</Alert>}
      <EmailField label="New email" {...field("email")} />
      {(needsPassword || state.errors.password) && (
        <Field label="Password" type="password" autoComplete="current-password" {...field("password")} />
      )}
      <SubmitButton isPending={isPending} pendingText="Sending…">
        Send confirmation email
      </SubmitButton>
    </form>
  );
}
