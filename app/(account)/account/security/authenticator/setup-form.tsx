"use client";

import type { ReactNode } from "react";
import { CodeField } from "@/components/forms/code-field";
import { Field } from "@/components/forms/field";
import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useFormAction } from "@/components/forms/use-form-action";
import { Alert } from "@/components/ui/alert";
import { DoneLink } from "../done-link";
import { RecoveryCodeList } from "../recovery-code-list";
import { confirmSetupAction, type SetupState } from "./actions";

type SetupFormProps = {
  /** The setup in progress; without one, `children` is all there is. */
  id: string | undefined;
  serviceName: string;
  /** How to add the account to the app, or how to start. */
  children: ReactNode;
};

/** Finishes the setup of an authenticator app, and then shows the recovery codes if they are new. */
export function SetupForm({ id, serviceName, children }: SetupFormProps) {
  const initial: SetupState = initialFormState;
  const { state, isPending, secondsLeft, isWaiting, formProps } = useFormAction(confirmSetupAction, initial);
  if (state.isAdded) {
    return (
      <div className="space-y-5">
        <Alert tone="success">Authenticator app added. It now verifies your logins.</Alert>
        {state.recoveryCodes && (
          <>
            <h2 className="text-title font-semibold">Save your recovery codes</h2>
            <p className="leading-7 text-muted">
              If you lose your phone, a recovery code logs you in. Each works once. We show them only now.
            </p>
            <RecoveryCodeList codes={state.recoveryCodes} serviceName={serviceName} />
          </>
        )}
        <DoneLink hasCodes={Boolean(state.recoveryCodes)} />
      </div>
    );
  }
  return (
    <div className="space-y-6">
      {children}
      {id && (
        <form {...formProps} className="space-y-5">
          <FormAlert state={state} secondsLeft={secondsLeft} />
          <input type="hidden" name="id" value={id} />
          <CodeField
            hint="The 6 digits that the app shows for this account."
            messages={state.errors.code ?? []}
          />
          <Field
            label="Name"
            isOptional
            name="name"
            maxLength={60}
            defaultValue={state.values.name}
            hint="A name helps you tell your apps apart, such as “Phone”."
            messages={state.errors.name ?? []}
          />
          <SubmitButton isPending={isPending} isWaiting={isWaiting} pendingText="Checking…">
            Add authenticator app
          </SubmitButton>
        </form>
      )}
    </div>
  );
}
