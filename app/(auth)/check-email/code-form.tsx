"use client";

import type { ClipboardEvent } from "react";
import { Field } from "@/components/forms/field";
import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { SelfSubmittingCodeInput } from "@/components/forms/self-submitting-code-input";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import { CODE_LENGTH, codeDigits } from "@/lib/schemas/code-digits";
import { verifyCodeAction } from "./actions";

const loadSchema = async () => (await import("@/lib/schemas/verification-code")).verificationCodeSchema;

/** Takes the code from the email. With JavaScript, it is submitted once it is complete. */
export function CodeForm({ email }: { email: string }) {
  const { state, isPending, secondsLeft, isWaiting, formProps, field } = useValidatedForm({
    schema: loadSchema,
    action: verifyCodeAction,
    initial: initialFormState,
    sensitiveFields: ["code"],
  });
  return (
    <form {...formProps} aria-busy={isPending} className="space-y-4">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      <input type="hidden" name="email" value={email} />
      <Field
        {...field("code")}
        label="Verification code"
        control={SelfSubmittingCodeInput}
        // The server takes the digits out of any text, and a browser's own check would refuse some.
        pattern={undefined}
        maxLength={undefined}
        onPaste={pasteDigits}
      />
      <SubmitButton isPending={isPending} isWaiting={isWaiting} pendingText="Verifying…">
        Verify email
      </SubmitButton>
    </form>
  );
}

/** Takes the digits out of what is pasted, such as "Your code: 123-456". */
function pasteDigits(event: ClipboardEvent<HTMLInputElement | HTMLTextAreaElement>) {
  const digits = codeDigits(event.clipboardData.getData("text"));
  if (digits.length !== CODE_LENGTH) return;
  event.preventDefault();
  const { currentTarget: input } = event;
  input.value = digits;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
