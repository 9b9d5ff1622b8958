"use client";

import { useActionState } from "react";
import { Field } from "@/components/forms/field";
import { FormAlert } from "@/components/forms/form-alert";
import { type FormState, initialFormState } from "@/components/forms/form-state";
import { Button } from "@/components/ui/button";
import { removeMethodAction, renameMethodAction } from "./actions";

type MethodProps = { id: string; name: string };

export function RenameForm({ id, name }: MethodProps) {
  const [state, action, isPending] = useActionState<FormState, FormData>(
    renameMethodAction,
    initialFormState,
  );
  return (
    <form action={action} className="space-y-4">
      <FormAlert state={state} />
      <input type="hidden" name="id" value={id} />
      <Field
        label="Name"
        name="name"
        maxLength={60}
        required
        defaultValue={state.values.name ?? name}
        messages={state.errors.name ?? []}
      />
      <Button type="submit" variant="secondary" disabled={isPending}>
        Rename
      </Button>
    </form>
  );
}

export function RemoveForm({ id, label }: { id: string; label: string }) {
  const [state, action, isPending] = useActionState<FormState, FormData>(
    removeMethodAction,
    initialFormState,
  );
  return (
    <form action={action} className="space-y-4">
      <FormAlert state={state} />
      <input type="hidden" name="id" value={id} />
      <Button type="submit" variant="danger" disabled={isPending}>
        {label}
      </Button>
    </form>
  );
}
