"use client";

import { Alert } from "@/components/ui/alert";
import { emailFormSchema } from "@/lib/schemas/email-form";
import { EmailField } from "./email-field";
import { type FormState, initialFormState } from "./form-state";
import { SubmitButton } from "./submit-button";
import { useValidatedForm } from "./use-validated-form";

type EmailFormProps = { action: (state: FormState, data: FormData) => Promise<FormState>; button: string };

/** A form with an email address only. */
export function EmailForm({ action, button }: EmailFormProps) {
  const { state, isPending, formProps, field } = useValidatedForm({
    schema: emailFormSchema,
    action,
    initial: initialFormState,
  });
  return (
    <form {...formProps} className="space-y-5">
      {state.message && <Alert tone="warning">{state.message}</Alert>}
      <EmailField {...field("email")} />
      <SubmitButton isPending={isPending} pendingText="Sending…">
        {button}
      </SubmitButton>
    </form>
  );
}
