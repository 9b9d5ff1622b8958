"use client";

import { EmailField } from "@/components/forms/email-field";
import { FingerprintInput } from "@/components/forms/fingerprint-input";
import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { PasswordField } from "@/components/forms/password-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import { TextLink } from "@/components/layout/text-link";
import { Alert } from "@/components/ui/alert";
import { type LoginState, loginAction } from "./actions";

const loadSchema = async () => (await import("@/lib/schemas/login-form")).loginFormSchema;

type LoginFormProps = {
  next: string;
  /** The address that was registered in this browser a moment ago, if there is one. */
  email: string;
};

export function LoginForm({ next, email }: LoginFormProps) {
  const { state, isPending, secondsLeft, isWaiting, formProps, field } = useValidatedForm({
    schema: loadSchema,
    action: loginAction,
    initial: { ...initialFormState, values: { email } } as LoginState,
    sensitiveFields: ["password"],
  });
  // Without JavaScript, the page comes back with the email address, and the password is next.
  const focused = state.values.email ? "password" : "email";
  const fieldWithFocus = (name: "email" | "password") => ({ ...field(name), autoFocus: name === focused });
  return (
    <form {...formProps} className="space-y-4">
      <FormAlert
        state={state}
        secondsLeft={secondsLeft}
        actions={
          state.retryAfterSeconds && <TextLink href="/forgot-password">Reset your password instead</TextLink>
        }
      />
      {state.isUnverified && (
        <Alert tone="warning">
          Verify your email to log in. Check your inbox, or{" "}
          <TextLink href="/check-email">resend the email</TextLink>.
        </Alert>
      )}
      {state.isLinkSent && (
        <Alert
          tone="warning"
          title="Check your email"
          actions={<TextLink href="/forgot-password">Reset your password instead</TextLink>}
        >
          Too many logins to this account have failed. If your password is correct, we've sent you a link to
          finish logging in.
        </Alert>
      )}
      <input type="hidden" name="next" value={next} />
      <EmailField {...fieldWithFocus("email")} autoComplete="username webauthn" />
      <PasswordField label="Password" autoComplete="current-password" {...fieldWithFocus("password")} />
      <FingerprintInput />
      <p className="text-right text-sm">
        <TextLink href="/forgot-password">Forgot your password?</TextLink>
      </p>
      <SubmitButton isPending={isPending} isWaiting={isWaiting} pendingText="Logging in…">
        Log in
      </SubmitButton>
    </form>
  );
}
