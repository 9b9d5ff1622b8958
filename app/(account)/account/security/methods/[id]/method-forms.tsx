"use client";

import { Field } from "@/components/forms/field";
import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { useFormAction } from "@/components/forms/use-form-action";
import { Button } from "@/components/ui/button";
import { removeMethodAction, renameMethodAction } from "./actions";

type MethodProps = { id: string; name: string };

export function RenameForm({ id, name }: MethodProps) {
  const { state, isPending, secondsLeft, isWaiting, formProps } = useFormAction(
    renameMethodAction,
    initialFormState,
  );
  return (
    <form {...formProps} className="space-y-4">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      <input type="hidden" name="id" value={id} />
      <Field
        label="Name"
        name="name"
        maxLength={60}
        required
        defaultValue={state.values.name ?? name}
        messages={state.errors.name ?? []}
      />
      <Button type="submit" variant="secondary" disabled={isPending || isWaiting}>
        Rename
      </Button>
    </form>
  );
}

export function RemoveForm({ id, label }: { id: string; label: string }) {
  const { state, isPending, secondsLeft, isWaiting, formProps } = useFormAction(
    removeMethodAction,
    initialFormState,
  );
  return (
    <form {...formProps} className="space-y-4">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      <input type="hidden" name="id" value={id} />
      <Button type="submit" variant="danger" disabled={isPending || isWaiting}>
        {label}
      </Button>
    </form>
  );
}
