"use client";

import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { HiddenUsername } from "@/components/forms/hidden-username";
import { PasswordField } from "@/components/forms/password-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import { type VerifyState, verifyWithPasswordAction } from "./actions";
import { InvalidVerificationLink } from "./invalid-verification-link";

const loadSchema = async () => (await import("@/lib/schemas/current-password")).currentPasswordSchema;

/** Asks for the password that was chosen at registration. */
export function PasswordForm({ token, email }: { token: string; email: string }) {
  const { state, isPending, secondsLeft, isWaiting, formProps, field } = useValidatedForm({
    schema: loadSchema,
    action: verifyWithPasswordAction,
    initial: initialFormState as VerifyState,
    sensitiveFields: ["password"],
  });
  if (state.problem) return <InvalidVerificationLink reason={state.problem} />;
  return (
    <form {...formProps} className="space-y-5">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="email" value={email} />
      <HiddenUsername email={email} />
      <PasswordField label="Password" autoComplete="current-password" {...field("password")} />
      <SubmitButton isPending={isPending} isWaiting={isWaiting} pendingText="Verifying…">
        Verify email
      </SubmitButton>
    </form>
  );
}
