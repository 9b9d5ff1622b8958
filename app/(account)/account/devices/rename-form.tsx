"use client";

import { useActionState } from "react";
import { Field } from "@/components/forms/field";
import { type FormState, initialFormState } from "@/components/forms/form-state";
import { Alert } from "@/components/ui/alert";
import { DialogActions } from "@/components/ui/dialog-actions";
import { DEVICE_NAME_LENGTH } from "@/lib/schemas/device";
import { renameDeviceAction } from "./actions";

/** The form in the dialog that renames a device. */
export function RenameForm({ id, name }: { id: string; name: string }) {
  const [{ values, errors, message }, rename] = useActionState<FormState, FormData>(
    renameDeviceAction,
    initialFormState,
  );
  return (
    <form action={rename} className="space-y-4">
      {message && <Alert>{message}</Alert>}
      <input type="hidden" name="id" value={id} />
      <Field
        label="Name"
        name="device_name"
        required
        maxLength={DEVICE_NAME_LENGTH}
        defaultValue={values.device_name ?? name}
        messages={errors.device_name ?? []}
      />
      <DialogActions confirm="Rename" pendingText="Renaming…" variant="primary" />
    </form>
  );
}
