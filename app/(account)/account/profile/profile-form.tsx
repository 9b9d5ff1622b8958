"use client";

import { Field } from "@/components/forms/field";
import { FormAlert } from "@/components/forms/form-alert";
import { PasswordField } from "@/components/forms/password-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import { profileFormSchema } from "@/lib/schemas/profile";
import { updateProfileAction } from "./actions";

type ProfileFormProps = {
  values: Record<"username" | "bio" | "address" | "phone_number", string>;
  needsPassword: boolean;
};

export function ProfileForm({ values, needsPassword }: ProfileFormProps) {
  const { state, isPending, secondsLeft, isWaiting, formProps, field } = useValidatedForm({
    schema: profileFormSchema,
    action: updateProfileAction,
    initial: { values, errors: {} },
    sensitiveFields: ["password"],
  });
  return (
    <form {...formProps} className="space-y-5">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      <Field
        label="Username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        hint="Your name in this account and in our emails. You log in with your email address."
        {...field("username")}
      />
      <Field
        label="Bio"
        isLong
        isOptional
        hint="A few words about yourself. 500 characters max."
        {...field("bio")}
      />
      <Field
        label="Address"
        isLong
        isOptional
        autoComplete="street-address"
        hint="For mail from the service that you use this account with."
        {...field("address")}
      />
      <Field
        label="Phone number"
        type="tel"
        isOptional
        autoComplete="tel"
        hint="To reach you about your account, never to log in. Include your country code, e.g. +1 555 123 4567."
        {...field("phone_number")}
      />
      {(needsPassword || state.errors.password) && (
        <PasswordField
          label="Password"
          autoComplete="current-password"
          isOptional
          hint="Needed to change your username."
          {...field("password")}
        />
      )}
      <SubmitButton isPending={isPending} isWaiting={isWaiting} pendingText="Saving…">
        Save changes
      </SubmitButton>
    </form>
  );
}
