import { Field } from "@/components/forms/field";
import type { FormState } from "@/components/forms/form-state";
import { Alert } from "@/components/ui/alert";
import { DialogActions } from "@/components/ui/dialog-actions";
import { DEVICE_NAME_LENGTH } from "@/lib/schemas/device";

type RenameFormProps = { id: string; name: string; state: FormState; action: (data: FormData) => void };

/** The form in the dialog that renames a device. */
export function RenameForm({ id, name, state: { values, errors, message }, action }: RenameFormProps) {
  return (
    <form action={action} className="space-y-4">
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
