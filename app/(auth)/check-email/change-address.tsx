"use client";

import { EmailField } from "@/components/forms/email-field";
import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useValidatedForm } from "@/components/forms/use-validated-form";
import { changeAddressAction } from "./actions";

const loadSchema = async () => (await import("@/lib/schemas/email-form")).emailFormSchema;

type ChangeAddressProps = {
  /** The address that was probably meant, if the one that was typed looks like a typing error. */
  suggestion: string | undefined;
  /** Whether it is shown at once, because the email can't be delivered or was marked as spam. */
  isOpen: boolean;
  /** Whether it is the only way to go on. */
  isMain: boolean;
};

/** Changes the address of the registration. Shown at once, as what to do next, if the address seems to be wrong. */
export function ChangeAddress({ suggestion = "", isOpen, isMain }: ChangeAddressProps) {
  const { state, isPending, secondsLeft, isWaiting, formProps, field } = useValidatedForm({
    schema: loadSchema,
    action: changeAddressAction,
    initial: { ...initialFormState, values: { email: suggestion } },
  });
  const hasProblem = state.message !== undefined || Object.keys(state.errors).length > 0;
  const isNext = isOpen || suggestion !== "";
  return (
    // One element in both cases, so that nothing typed is lost when it turns out that the email can't be delivered.
    <details open={isNext || hasProblem} className="group text-left">
      <summary
        hidden={isNext}
        className="cursor-pointer text-center font-semibold text-accent underline underline-offset-4"
      >
        Use another address
      </summary>
      <form {...formProps} className="mt-4 space-y-4 text-ink group-first:mt-0">
        {suggestion && (
          <p className="text-center text-ink">
            Did you mean <strong className="font-semibold wrap-anywhere">{suggestion}</strong>?
          </p>
        )}
        <FormAlert state={state} secondsLeft={secondsLeft} />
        <EmailField {...field("email")} label="New email address" />
        <SubmitButton
          isPending={isPending}
          isWaiting={isWaiting}
          pendingText="Changing…"
          variant={isMain ? "primary" : "secondary"}
        >
          Change address
        </SubmitButton>
      </form>
    </details>
  );
}
