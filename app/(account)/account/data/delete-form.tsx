"use client";

import { Field } from "@/components/forms/field";
import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { PasswordField } from "@/components/forms/password-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import { deleteAccountFormSchema } from "@/lib/schemas/delete-account";
import { deleteAccountAction } from "./actions";

export function DeleteForm({ username }: { username: string }) {
  const { state, isPending, secondsLeft, isWaiting, formProps, field } = useValidatedForm({
    schema: deleteAccountFormSchema,
    action: deleteAccountAction,
    initial: initialFormState,
    sensitiveFields: ["password"],
  });
  return (
    <form {...formProps} className="space-y-5">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      <Field
        label="Type your username to confirm"
        hint={
          <>
            Your username is <strong className="font-semibold wrap-anywhere text-ink">{username}</strong>.
          </>
        }
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...field("confirmation")}
      />
      <PasswordField label="Password" autoComplete="current-password" {...field("password")} />
      <SubmitButton isPending={isPending} isWaiting={isWaiting} pendingText="Deleting…" variant="danger">
        Delete account
      </SubmitButton>
    </form>
  );
}
