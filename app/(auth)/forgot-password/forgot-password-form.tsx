"use client";

import { Field } from "@/components/forms/field";
import { emptyForm } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useCheckedForm } from "@/components/forms/use-checked-form";
import { Alert } from "@/components/ui/alert";
import { emailFormSchema } from "@/lib/schemas/email-form";
import { forgotPasswordAction } from "./actions";

export function ForgotPasswordForm() {
  const { state, isPending, formProps, field } = useCheckedForm({
    schema: emailFormSchema,
    action: forgotPasswordAction,
    initial: emptyForm,
  });
  return (
    <form {...formProps} className="space-y-5">
      {state.message && <Alert tone="warn">{state.message}</Alert>}
      <Field
        label="Email"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        autoComplete="username"
        {...field("email")}
      />
      <SubmitButton isPending={isPending} pendingText="Sending…">
        Send the link
      </SubmitButton>
    </form>
  );
}
