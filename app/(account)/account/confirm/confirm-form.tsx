"use client";

import { Field } from "@/components/forms/field";
import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { HiddenUsername } from "@/components/forms/hidden-username";
import { PasswordField } from "@/components/forms/password-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { useFormAction } from "@/components/forms/use-form-action";
import { PasskeyButton } from "@/components/passkeys/passkey-button";
import { confirmIdentityAction, confirmPasskeyAction } from "./actions";

type ConfirmFormProps = {
  next: string;
  email: string;
  hasSecondFactor: boolean;
  hasPasskey: boolean;
  /** Whether a code is possible: of an authenticator app, or a recovery code. */
  hasCode: boolean;
};

/** Asks for the second factor, or for the password of a user without one. */
export function ConfirmForm(props: ConfirmFormProps) {
  const { next, hasPasskey, hasCode, hasSecondFactor } = props;
  return (
    <div className="space-y-6">
      {hasPasskey && (
        <PasskeyButton
          optionsPath="/account/confirm/passkey-options"
          action={confirmPasskeyAction}
          fields={() => ({ next })}
        >
          Use your passkey
        </PasskeyButton>
      )}
      {(hasCode || !hasSecondFactor) && <CodeOrPasswordForm {...props} />}
    </div>
  );
}

function CodeOrPasswordForm({ next, email, hasSecondFactor, hasPasskey }: ConfirmFormProps) {
  const { state, isPending, secondsLeft, isWaiting, formProps } = useFormAction(
    confirmIdentityAction,
    initialFormState,
  );
  return (
    <form {...formProps} className="space-y-5">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      <input type="hidden" name="next" value={next} />
      {hasSecondFactor ? (
        <Field
          label="Code"
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={!hasPasskey}
          required
          className="font-mono"
          hint="The code that your authenticator app shows, or a recovery code."
          messages={state.errors.code ?? []}
        />
      ) : (
        <>
          <HiddenUsername email={email} />
          <PasswordField
            label="Password"
            name="password"
            autoComplete="current-password"
            autoFocus
            required
            messages={state.errors.password ?? []}
          />
        </>
      )}
      <SubmitButton
        isPending={isPending}
        isWaiting={isWaiting}
        pendingText="Confirming…"
        variant={hasPasskey ? "secondary" : "primary"}
      >
        Confirm
      </SubmitButton>
    </form>
  );
}
