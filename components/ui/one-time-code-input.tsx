import { cx } from "class-variance-authority";
import type { ComponentProps } from "react";
import { Input } from "./input";

type OneTimeCodeInputProps = ComponentProps<"input"> & {
  /** How many digits the code has. */
  length?: number;
};

/**
 * An input for a code from an email, a message or an authenticator app. It is one field, so that pasting, autofill and
 * screen readers work as in any other.
 */
export function OneTimeCodeInput({ length = 6, className, ...props }: OneTimeCodeInputProps) {
  return (
    <Input
      inputMode="numeric"
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      // Codes are often copied with a space in the middle. The server removes it.
      pattern={`\\s*(?:\\d\\s*){${length}}`}
      maxLength={length + 4}
      title={`${length} digits`}
      className={cx("font-mono text-xl font-semibold tracking-[0.35em] tabular-nums", className)}
      {...props}
    />
  );
}
