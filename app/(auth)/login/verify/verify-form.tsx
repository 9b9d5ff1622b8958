"use client";

import { useActionState } from "react";
import { CodeField } from "@/components/forms/code-field";
import { Field } from "@/components/forms/field";
import { FormAlert } from "@/components/forms/form-alert";
import { type FormState, initialFormState } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useCountdown } from "@/components/forms/use-countdown";
import { verifyLoginAction } from "./actions";
import { TrustDevice } from "./trust-device";

type VerifyFormProps = {
  next: string;
  /** Whether to ask for a recovery code instead of the code of an authenticator app. */
  isRecovery: boolean;
};

/** Asks for the second factor of a login. Works without JavaScript. */
export function VerifyForm({ next, isRecovery }: VerifyFormProps) {
  const [state, action, isPending] = useActionState<FormState, FormData>(verifyLoginAction, initialFormState);
  const { secondsLeft, isCounting } = useCountdown(state.retryAfterSeconds ?? 0, state);
  const messages = state.errors.code ?? [];
  return (
    <form
      action={action}
      className="space-y-4"
      onSubmit={(event) => {
        // The form submits itself once the code is complete. Enter must not submit it again.
        if (isPending) event.preventDefault();
      }}
    >
      <FormAlert state={state} secondsLeft={secondsLeft} />
      <input type="hidden" name="next" value={next} />
      {isRecovery ? (
        <Field
          label="Recovery code"
          name="code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          autoFocus
          required
          placeholder="XXXXX-XXXXX-XXXXX"
          className="font-mono tracking-wide"
          hint="One of the codes that you saved. Each works once."
          messages={messages}
        />
      ) : (
        <CodeField autoFocus submitsItself messages={messages} />
      )}
      <TrustDevice isChecked={state.values.remember_device === "true"} />
      <SubmitButton isPending={isPending} isWaiting={isCounting} pendingText="Verifying…">
        Verify
      </SubmitButton>
    </form>
  );
}
