"use client";

import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { HiddenUsername } from "@/components/forms/hidden-username";
import { NewPasswordField } from "@/components/forms/new-password-field";
import { PasswordField } from "@/components/forms/password-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import { changePasswordAction } from "./actions";

export function PasswordForm({ username, email }: { username: string; email: string }) {
  const { state, isPending, secondsLeft, isWaiting, formProps, field, recheck } = useValidatedForm({
    schema: async () =>
      (await import("@/lib/schemas/change-password")).changePasswordSchema({ username, email }),
    action: changePasswordAction,
    initial: initialFormState,
    sensitiveFields: ["current_password", "password", "password2"],
  });
  return (
    <form {...formProps} className="space-y-5">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      <HiddenUsername email={email} />
      <PasswordField
        label="Current password"
        autoComplete="current-password"
        {...field("current_password")}
      />
      <NewPasswordField
        label="New password"
        owner={{ username, email }}
        {...field("password")}
        onRulesLoaded={() => recheck("password")}
      />
      <PasswordField label="Confirm password" autoComplete="new-password" {...field("password2")} />
      <SubmitButton isPending={isPending} isWaiting={isWaiting} pendingText="Changing…">
        Change password
      </SubmitButton>
    </form>
  );
}
