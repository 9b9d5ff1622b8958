"use client";

import { EmailField } from "@/components/forms/email-field";
import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { PasswordField } from "@/components/forms/password-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import { changeEmailSchema } from "@/lib/schemas/change-email";
import { changeEmailAction } from "./actions";

export function EmailForm({ needsPassword }: { needsPassword: boolean }) {
  const { state, isPending, secondsLeft, isWaiting, formProps, field } = useValidatedForm({
    schema: changeEmailSchema,
    action: changeEmailAction,
    initial: initialFormState,
    sensitiveFields: ["password"],
  });
  return (
    <form {...formProps} className="space-y-5">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      <EmailField label="New email" {...field("email")} />
      {(needsPassword || state.errors.password) && (
        <PasswordField label="Password" autoComplete="current-password" {...field("password")} />
      )}
      <SubmitButton isPending={isPending} isWaiting={isWaiting} pendingText="Sending…">
        Send confirmation email
      </SubmitButton>
    </form>
  );
}
