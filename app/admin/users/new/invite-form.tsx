"use client";

import { Field } from "@/components/forms/field";
import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { OwnPasswordField } from "@/components/forms/own-password-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { useFormAction } from "@/components/forms/use-form-action";
import { createUserAction } from "./actions";

/** Asks for the name and the address of a new user. */
export function InviteForm({ needsPassword }: { needsPassword: boolean }) {
  const { state, isPending, secondsLeft, isWaiting, asksPassword, formProps } = useFormAction(
    createUserAction,
    initialFormState,
  );
  const { values, errors } = state;
  return (
    <form {...formProps} className="max-w-md space-y-5">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      <Field
        label="Username"
        name="username"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={values.username}
        messages={errors.username ?? []}
      />
      <Field
        label="Email"
        name="email"
        type="email"
        autoComplete="off"
        required
        hint="The invitation goes to this address. It is verified once the link in it is used."
        defaultValue={values.email}
        messages={errors.email ?? []}
      />
      {(needsPassword || asksPassword) && <OwnPasswordField messages={errors.password} />}
      <SubmitButton isPending={isPending} isWaiting={isWaiting} pendingText="Sending…">
        Send invitation
      </SubmitButton>
    </form>
  );
}
