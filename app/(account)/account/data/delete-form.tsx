"use client";

import { Field } from "@/components/forms/field";
import { initialFormState } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import { Alert } from "@/components/ui/alert";
import { deleteAccountFormSchema } from "@/lib/schemas/delete-account";
import { deleteAccountAction } from "./actions";

export function DeleteForm({ username }: { username: string }) {
  const { state, isPending, formProps, field } = useValidatedForm({
    schema: deleteAccountFormSchema,
    action: deleteAccountAction,
    initial: initialFormState,
    sensitiveFields: ["password"],
  });
  return (
    <form {...formProps} className="space-y-5">
      {state.message && <Alert>{state.message}</Alert>}
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
      <Field label="Password" type="password" autoComplete="current-password" {...field("password")} />
      <SubmitButton isPending={isPending} pendingText="Deleting…" variant="danger">
        Delete account
      </SubmitButton>
    </form>
  );
}
