"use client";

import { EmailField } from "@/components/forms/email-field";
import { Field } from "@/components/forms/field";
import { emptyForm } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useCheckedForm } from "@/components/forms/use-validated-form";
import { Alert } from "@/components/ui/alert";
import { changeEmailSchema } from "@/lib/schemas/change-email";
import { changeEmailAction } from "./actions";

export function EmailForm({ needsPassword }: { needsPassword: boolean }) {
  const { state, isPending, formProps, field } = useCheckedForm({
    schema: changeEmailSchema,
    action: changeEmailAction,
    initial: emptyForm,
    secrets: ["password"],
  });
  return (
    <form {...formProps} className="space-y-5">
      {state.message && <Alert>{state.message}</Alert>}
      {state.done && <Alert tone="good">{state.done}</Alert>}
      <EmailField label="New email" {...field("email")} />
      {(needsPassword || state.errors.password) && (
        <Field label="Password" type="password" autoComplete="current-password" {...field("password")} />
      )}
      <SubmitButton isPending={isPending} pendingText="Sending…">
        Send the link
      </SubmitButton>
    </form>
  );
}
