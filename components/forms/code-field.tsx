import type { ComponentProps } from "react";
import { OneTimeCodeInput } from "@/components/ui/one-time-code-input";
import { Field } from "./field";
import { SelfSubmittingCodeInput } from "./self-submitting-code-input";

type CodeFieldProps = Omit<ComponentProps<typeof Field>, "label" | "name" | "control"> & {
  /** Whether the form is submitted once the code is complete. */
  submitsItself?: boolean;
};

/** The field for the code that an authenticator app shows. */
export function CodeField({ submitsItself = false, ...props }: CodeFieldProps) {
  const control = submitsItself ? SelfSubmittingCodeInput : OneTimeCodeInput;
  return (
    <Field
      label="Code"
      name="code"
      control={control}
      // The server takes the digits out of any text, full-width ones too, and a browser's own check would refuse some.
      pattern={undefined}
      maxLength={undefined}
      required
      {...props}
    />
  );
}
