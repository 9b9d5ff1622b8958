"use client";

import type { ComponentProps } from "react";
import { OneTimeCodeInput } from "@/components/ui/one-time-code-input";
import { CODE_LENGTH, codeDigits } from "@/lib/schemas/code-digits";
import { useEarlyInput } from "./use-early-input";

/** An input for a code that submits its form once the code is complete. */
export function SelfSubmittingCodeInput(props: ComponentProps<"input">) {
  const input = useEarlyInput(submitComplete);
  return (
    <OneTimeCodeInput {...props} ref={input} onInput={({ currentTarget }) => submitComplete(currentTarget)} />
  );
}

function submitComplete(input: HTMLInputElement) {
  if (codeDigits(input.value).length === CODE_LENGTH) input.form?.requestSubmit();
}
