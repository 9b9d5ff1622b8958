"use client";

import { EmailField } from "@/components/forms/email-field";
import { Field } from "@/components/forms/field";
import { FingerprintInput } from "@/components/forms/fingerprint-input";
import { initialFormState } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import { TextLink } from "@/components/layout/text-link";
import { Alert } from "@/components/ui/alert";
import { loginFormSchema } from "@/lib/schemas/login-form";
import { type LoginState, loginAction } from "./actions";

export function LoginForm({ next }: { next: string }) {
  const { state, isPending, formProps, field } = useValidatedForm({
    schema: loginFormSchema,
    action: loginAction,
    initial: initialFormState as LoginState,
    sensitiveFields: ["password"],
  });
  return (
    <form {...formProps} className="space-y-5">
      {state.message && <Alert>{state.message}</Alert>}
      {state.isUnverified && (
        <Alert tone="warning">
          Verify your email to log in. Check your inbox, or{" "}
          <TextLink href="/check-email">resend the email</TextLink>.
        </Alert>
      )}
      <input type="hidden" name="next" value={next} />
      <EmailField {...field("email")} autoComplete="username" />
      <Field label="Password" type="password" autoComplete="current-password" {...field("password")} />
      <FingerprintInput />
      <p className="text-sm">
        <TextLink href="/forgot-password">Forgot your password?</TextLink>
      </p>
      <SubmitButton isPending={isPending} pendingText="Logging in…">
        Log in
      </SubmitButton>
    </form>
  );
}
