"use client";

import { useActionState } from "react";
import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useCountdown } from "@/components/forms/use-countdown";
import { requestResetAction } from "./actions";

/** Requests the email with the reset link. */
export function ResetForm() {
  const [state, action, isPending] = useActionState(requestResetAction, initialFormState);
  const { secondsLeft, isCounting } = useCountdown(state.retryAfterSeconds ?? 0, state);
  return (
    <form action={action} className="space-y-4">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      {!state.successMessage && (
        <SubmitButton isPending={isPending} isWaiting={isCounting} pendingText="Sending…">
          Send reset link
        </SubmitButton>
      )}
    </form>
  );
}
