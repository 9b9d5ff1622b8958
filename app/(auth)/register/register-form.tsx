"use client";

import { FingerprintInput } from "@/components/forms/fingerprint-input";
import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { NewPasswordField } from "@/components/forms/new-password-field";
import { PasswordField } from "@/components/forms/password-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import { TextLink } from "@/components/layout/text-link";
import type { RegisterForm as Values } from "@/lib/schemas/register-form";
import { type RegisterState, registerAction } from "./actions";
import { NewEmailField } from "./new-email-field";
import { PhoneField } from "./phone-field";
import { UsernameField } from "./username-field";

const loadSchema = async () => (await import("@/lib/schemas/register-form")).registerFormSchema;

export function RegisterForm({ idempotencyKey }: { idempotencyKey: string }) {
  const { state, isPending, secondsLeft, isWaiting, formProps, field, recheck } = useValidatedForm<
    Values,
    RegisterState
  >({
    schema: loadSchema,
    action: registerAction,
    initial: initialFormState,
    sensitiveFields: ["password", "password2"],
  });
  return (
    <form {...formProps} className="space-y-4">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      <NewEmailField {...field("email")} remedy={state.isEmailTaken && <ExistingAccount />} />
      <UsernameField {...field("username")} suggestions={state.suggestions ?? []} />
      <NewPasswordField label="Password" {...field("password")} onRulesLoaded={() => recheck("password")} />
      <PasswordField label="Confirm password" autoComplete="new-password" {...field("password2")} />
      <PhoneField {...field("phone_number")} />
      <input type="hidden" name="idempotency_key" value={idempotencyKey} />
      <FingerprintInput />
      <SubmitButton isPending={isPending} isWaiting={isWaiting} pendingText="Creating your account…">
        Create account
      </SubmitButton>
    </form>
  );
}

/** What somebody can do whose email address has an account already. */
function ExistingAccount() {
  return (
    <p className="mt-1.5 flex gap-4 text-sm leading-5">
      <TextLink href="/login">Log in</TextLink>
      <TextLink href="/forgot-password">Reset your password</TextLink>
    </p>
  );
}
