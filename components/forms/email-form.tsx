"use client";

import { EmailField } from "./email-field";
import { FormAlert } from "./form-alert";
import { type FormState, initialFormState } from "./form-state";
import { SubmitButton } from "./submit-button";
import { useValidatedForm } from "./use-validated-form";

type EmailFormProps = { action: (state: FormState, data: FormData) => Promise<FormState>; button: string };

/** A form with an email address only. */
export function EmailForm({ action, button }: EmailFormProps) {
  const { state, isPending, secondsLeft, isWaiting, formProps, field } = useValidatedForm({
    schema: async () => (await import("@/lib/schemas/email-form")).emailFormSchema,
    action,
    initial: initialFormState,
  });
  return (
    <form {...formProps} className="space-y-5">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      <EmailField {...field("email")} />
      <SubmitButton isPending={isPending} isWaiting={isWaiting} pendingText="Sending…">
        {button}
      </SubmitButton>
    </form>
  );
}
