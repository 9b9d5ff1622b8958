"use client";

import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { HiddenUsername } from "@/components/forms/hidden-username";
import { NewPasswordField } from "@/components/forms/new-password-field";
import { PasswordField } from "@/components/forms/password-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import { InvalidLink, REQUEST_RESET_LINK } from "@/components/layout/invalid-link";
import type { PasswordOwner } from "@/lib/schemas/password";
import { type ResetState, resetPasswordAction } from "./actions";

type ResetPasswordFormProps = {
  token: string;
  owner: PasswordOwner;
  /** Sets the password with the token. */
  action?: typeof resetPasswordAction;
  /** Texts for a first password, in place of a new one. */
  isFirst?: boolean;
};

/** Asks for a new password, for a link from an email. */
export function ResetPasswordForm({
  token,
  owner,
  action = resetPasswordAction,
  isFirst = false,
}: ResetPasswordFormProps) {
  const { state, isPending, secondsLeft, isWaiting, formProps, field, recheck } = useValidatedForm({
    schema: async () => (await import("@/lib/schemas/new-password")).newPasswordSchema(owner),
    action,
    initial: initialFormState as ResetState,
    sensitiveFields: ["password", "password2"],
  });
  if (state.problem) return <InvalidLink reason={state.problem} fallback={REQUEST_RESET_LINK} />;
  return (
    <form {...formProps} className="space-y-5">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      <input type="hidden" name="token" value={token} />
      <HiddenUsername email={owner.email ?? ""} />
      <NewPasswordField
        label={isFirst ? "Password" : "New password"}
        owner={owner}
        {...field("password")}
        onRulesLoaded={() => recheck("password")}
      />
      <PasswordField label="Confirm password" autoComplete="new-password" {...field("password2")} />
      <SubmitButton
        isPending={isPending}
        isWaiting={isWaiting}
        pendingText={isFirst ? "Saving…" : "Resetting…"}
      >
        {isFirst ? "Set password" : "Reset password"}
      </SubmitButton>
    </form>
  );
}
