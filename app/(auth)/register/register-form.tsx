"use client";

import { useWatch } from "react-hook-form";
import { Field } from "@/components/forms/field";
import { FingerprintInput } from "@/components/forms/fingerprint-input";
import { emptyForm } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useCheckedForm } from "@/components/forms/use-checked-form";
import { Alert } from "@/components/ui/alert";
import { registerFormSchema } from "@/lib/schemas/register";
import { registerAction } from "./actions";
import { PasswordStrength } from "./password-strength";
import { useCommonPasswords } from "./use-common-passwords";

export function RegisterForm({ idempotencyKey }: { idempotencyKey: string }) {
  const { state, isPending, formProps, form, field } = useCheckedForm({
    schema: registerFormSchema,
    action: registerAction,
    initial: emptyForm,
    secrets: ["password", "password2"],
  });
  const commonPasswords = useCommonPasswords(() => {
    if (form.getFieldState("password").isTouched) void form.trigger("password");
  });
  const [password = "", username, email] = useWatch({
    control: form.control,
    name: ["password", "username", "email"],
  });
  return (
    <form {...formProps} className="space-y-5">
      {state.message && <Alert>{state.message}</Alert>}
      <Field
        label="Username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        {...field("username")}
      />
      <Field
        label="Email"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        autoComplete="email"
        {...field("email")}
      />
      <Field
        label="Password"
        type="password"
        autoComplete="new-password"
        hint={
          <PasswordStrength
            password={password}
            owner={{ username, email }}
            isListLoaded={commonPasswords.isLoaded}
          />
        }
        {...field("password")}
        onFocus={commonPasswords.load}
      />
      <Field label="Confirm password" type="password" autoComplete="new-password" {...field("password2")} />
      <Field
        label="Phone number"
        isOptional
        type="tel"
        autoComplete="tel"
        hint="Digits without spaces, with the country code: +4915112345678."
        {...field("phone_number")}
      />
      <input type="hidden" name="idempotency_key" value={idempotencyKey} />
      <FingerprintInput />
      <SubmitButton isPending={isPending} pendingText="Creating account…">
        Create account
      </SubmitButton>
    </form>
  );
}
