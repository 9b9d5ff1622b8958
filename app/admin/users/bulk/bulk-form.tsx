"use client";

import { Field } from "@/components/forms/field";
import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { OwnPasswordField } from "@/components/forms/own-password-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { useFormAction } from "@/components/forms/use-form-action";
import { SUSPENSION_REASON_LENGTH } from "@/lib/schemas/suspension";
import { DurationField } from "../[id]/action-fields";
import { createBulkJobAction } from "./actions";

type BulkFormProps = {
  action: string;
  ids: string[];
  /** The query string of the filters, if the action is about all users that match. */
  filters: string | undefined;
  confirm: string;
  isDangerous: boolean;
  needsPassword: boolean;
};

/** Asks before an action on many users, with the fields that it needs. */
export function BulkForm({ action, ids, filters, confirm, isDangerous, needsPassword }: BulkFormProps) {
  const { state, isPending, secondsLeft, isWaiting, asksPassword, formProps } = useFormAction(
    createBulkJobAction,
    initialFormState,
  );
  const { values, errors } = state;
  return (
    <form {...formProps} className="max-w-md space-y-5">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      <input type="hidden" name="action" value={action} />
      <input type="hidden" name="ids" value={ids.join(" ")} />
      <input type="hidden" name="isAll" value={filters === undefined ? "" : "1"} />
      <input type="hidden" name="filters" value={filters ?? ""} />
      {action === "suspend" && (
        <>
          <Field
            label="Reason"
            name="reason"
            isLong
            required
            rows={3}
            maxLength={SUSPENSION_REASON_LENGTH}
            hint="Kept in the audit log for other administrators. The users aren't told, but it is part of their data export."
            defaultValue={values.reason}
            messages={errors.reason ?? []}
          />
          <DurationField chosen={values.days} />
        </>
      )}
      {(needsPassword || asksPassword) && <OwnPasswordField messages={errors.password} />}
      <SubmitButton
        isPending={isPending}
        isWaiting={isWaiting}
        pendingText="Starting…"
        variant={isDangerous ? "danger" : "primary"}
      >
        {confirm}
      </SubmitButton>
    </form>
  );
}
