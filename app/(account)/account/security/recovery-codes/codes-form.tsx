"use client";

import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useFormAction } from "@/components/forms/use-form-action";
import { Alert } from "@/components/ui/alert";
import { DoneLink } from "../done-link";
import { RecoveryCodeList } from "../recovery-code-list";
import { type CodesState, regenerateCodesAction } from "./actions";

/** Creates new recovery codes and shows them once. */
export function CodesForm({ remaining, serviceName }: { remaining: number; serviceName: string }) {
  const initial: CodesState = initialFormState;
  const { state, isPending, secondsLeft, isWaiting, formProps } = useFormAction(
    regenerateCodesAction,
    initial,
  );
  if (state.codes) {
    return (
      <div className="space-y-5">
        <p className="leading-7">
          Your old codes no longer work. Save the new ones now: we won't show them again.
        </p>
        <RecoveryCodeList codes={state.codes} serviceName={serviceName} />
        <DoneLink hasCodes />
      </div>
    );
  }
  return (
    <form {...formProps} className="space-y-5">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      {remaining === 0 ? (
        <Alert tone="warning" title="You have no recovery codes left">
          Create new ones now. Without them, you can't log in if you lose your other methods.
        </Alert>
      ) : (
        <p className="leading-7">
          You have {remaining} recovery {remaining === 1 ? "code" : "codes"} left. New codes replace all old
          ones, and end the trust in all devices.
        </p>
      )}
      <SubmitButton isPending={isPending} isWaiting={isWaiting} pendingText="Creating…">
        Create new recovery codes
      </SubmitButton>
    </form>
  );
}
