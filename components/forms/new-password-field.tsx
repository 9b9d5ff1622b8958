"use client";

import type { ComponentProps } from "react";
import { type FieldValues, type Path, type UseFormReturn, useWatch } from "react-hook-form";
import type { PasswordOwner } from "@/lib/schemas/password";
import { Field } from "./field";
import { PasswordStrength } from "./password-strength";
import { useCommonPasswords } from "./use-common-passwords";

type NewPasswordFieldProps<Values extends FieldValues> = Omit<
  ComponentProps<typeof Field>,
  "form" | "name"
> & {
  name: Path<Values>;
  /** The form of the field. It is validated again once the list of common passwords is loaded. */
  form: UseFormReturn<Values>;
  /** Whose username and email address the password must not resemble. */
  owner: PasswordOwner;
};

/** A field for a new password, with the password rules. */
export function NewPasswordField<Values extends FieldValues>({
  form,
  owner,
  ...field
}: NewPasswordFieldProps<Values>) {
  const password = useWatch({ control: form.control, name: field.name }) ?? "";
  const commonPasswords = useCommonPasswords(() => {
    if (form.getFieldState(field.name).isTouched) void form.trigger(field.name);
  });
  return (
    <Field
      {...field}
      type="password"
      autoComplete="new-password"
      hint={<PasswordStrength password={password} owner={owner} isListLoaded={commonPasswords.isLoaded} />}
      onFocus={commonPasswords.load}
    />
  );
}
