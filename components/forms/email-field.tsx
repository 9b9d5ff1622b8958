import type { ComponentProps } from "react";
import { Field } from "./field";

type EmailFieldProps = Omit<ComponentProps<typeof Field>, "label"> & { label?: string };

/** An email field, without autocorrection. */
export function EmailField({ label = "Email", ...field }: EmailFieldProps) {
  return (
    <Field
      label={label}
      inputMode="email"
      autoCapitalize="none"
      spellCheck={false}
      autoComplete="email"
      {...field}
    />
  );
}
