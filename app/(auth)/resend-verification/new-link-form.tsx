"use client";

import { Field } from "@/components/forms/field";
import { emptyForm } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useCheckedForm } from "@/components/forms/use-checked-form";
import { Alert } from "@/components/ui/alert";
import { emailFormSchema } from "@/lib/schemas/email-form";
import { resendAction } from "../check-email/actions";

/** Asks for the address to which a new verification mail should go. */
export function NewLinkForm() {
  const { state, isPending, formProps, field } = useCheckedForm({
    schema: emailFormSchema,
    action: resendAction,
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
        autoComplete="email"
        {...field("email")}
      />
      <SubmitButton isPending={isPending} pendingText="Sending…">
        Send a new link
      </SubmitButton>
    </form>
  );
}
