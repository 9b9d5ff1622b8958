"use client";

import { useWatch } from "react-hook-form";
import { EmailField } from "@/components/forms/email-field";
import { Field } from "@/components/forms/field";
import { FingerprintInput } from "@/components/forms/fingerprint-input";
import { initialFormState } from "@/components/forms/form-state";
import { NewPasswordField } from "@/components/forms/new-password-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import { Alert } from "@/components/ui/alert";
import { registerFormSchema } from "@/lib/schemas/register-form";
import { registerAction } from "./actions";

export function RegisterForm({ idempotencyKey }: { idempotencyKey: string }) {
  const { state, isPending, formProps, form, field } = useValidatedForm({
    schema: registerFormSchema,
    action: registerAction,
    initial: initialFormState,
    sensitiveFields: ["password", "password2"],
  });
  const [username, email] = useWatch({ control: form.control, name: ["username", "email"] });
  return (
    <form {...formProps} className="space-y-5">
      {state.message && <Alert>{state.message}</Alert>}
      <Field
        label="Username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        {...field("username")}
      />
      <EmailField {...field("email")} />
      <NewPasswordField label="Password" form={form} owner={{ username, email }} {...field("password")} />
      <Field label="Confirm password" type="password" autoComplete="new-password" {...field("password2")} />
      <Field
        label="Phone number"
        isOptional
        type="tel"
        autoComplete="tel"
        hint="Include your country code, e.g. +1 555 123 4567."
        {...field("phone_number")}
      />
      <input type="hidden" name="idempotency_key" value={idempotencyKey} />
      <FingerprintInput />
      <SubmitButton isPending={isPending} pendingText="Creating your account…">
        Create account
      </SubmitButton>
    </form>
  );
}
