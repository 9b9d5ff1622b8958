"use client";

import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { HiddenUsername } from "@/components/forms/hidden-username";
import { NewPasswordField } from "@/components/forms/new-password-field";
import { PasswordField } from "@/components/forms/password-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import type { PasswordOwner } from "@/lib/schemas/password";
import { type VerifyState, verifyWithNewPasswordAction } from "./actions";
import { InvalidVerificationLink } from "./invalid-verification-link";

/** Sets a password in place of the one that was chosen at registration, and verifies the email. */
export function NewPasswordForm({ token, owner }: { token: string; owner: PasswordOwner }) {
  const { state, isPending, secondsLeft, isWaiting, formProps, field, recheck } = useValidatedForm({
    schema: async () => (await import("@/lib/schemas/new-password")).newPasswordSchema(owner),
    action: verifyWithNewPasswordAction,
    initial: initialFormState as VerifyState,
    sensitiveFields: ["password", "password2"],
  });
  if (state.problem) return <InvalidVerificationLink reason={state.problem} />;
  return (
    <form {...formProps} className="space-y-5">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      <input type="hidden" name="token" value={token} />
      <HiddenUsername email={owner.email ?? ""} />
      <NewPasswordField
        label="New password"
        owner={owner}
        {...field("password")}
        onRulesLoaded={() => recheck("password")}
      />
      <PasswordField label="Confirm password" autoComplete="new-password" {...field("password2")} />
      <SubmitButton isPending={isPending} isWaiting={isWaiting} pendingText="Verifying…">
        Set password and verify email
      </SubmitButton>
    </form>
  );
}
