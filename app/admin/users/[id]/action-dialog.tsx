"use client";

import type { ReactNode } from "react";
import { Field } from "@/components/forms/field";
import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { OwnPasswordField } from "@/components/forms/own-password-field";
import { useFormAction } from "@/components/forms/use-form-action";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { DurationField, RoleField } from "./action-fields";
import { userAction } from "./actions";

/** What the dialogs of a page share: whose account it is about, and who acts. */
export type DialogSubject = {
  userId: string;
  /** Whether the actor has to enter their own password again. */
  needsPassword: boolean;
  /** The action whose dialog is open from the start, as a link in the user list asks. */
  openAction?: string | undefined;
};

type ActionDialogProps = {
  subject: DialogSubject;
  action: string;
  /** The session or device that the action is about. */
  target?: string;
  trigger: ReactNode;
  triggerLabel?: string;
  triggerVariant?: "secondary" | "danger-outline";
  className?: string;
  title: string;
  description: string;
  /** The label of the button that confirms. */
  confirm: string;
  pendingText: string;
  isDangerous?: boolean;
  /** Asks for the reason. */
  reasonLength?: number;
  /** Asks how long a suspension lasts. */
  hasDuration?: boolean;
  /** Asks to type this username. */
  typedName?: string;
  /** Asks for a role, out of these. */
  roles?: { value: string; name: string }[];
  /** Asks for what identifies the user, with the current values. */
  identity?: { username: string; email: string; phone_number: string };
};

const IDENTITY_FIELDS = [
  { name: "username", label: "Username", autoComplete: "off", required: true },
  { name: "email", label: "Email", type: "email", autoComplete: "off", required: true },
  { name: "phone_number", label: "Phone number", type: "tel", autoComplete: "off", isOptional: true },
] as const;

/** Asks before an action on somebody's account, with the fields that it needs, and the actor's password if it is due. */
export function ActionDialog({
  subject: { userId, needsPassword, openAction },
  action,
  target,
  isDangerous = false,
  reasonLength,
  hasDuration = false,
  typedName,
  roles,
  identity,
  confirm,
  pendingText,
  triggerVariant = "secondary",
  ...dialog
}: ActionDialogProps) {
  const { state, secondsLeft, isWaiting, asksPassword, formProps } = useFormAction(
    userAction,
    initialFormState,
  );
  const { values, errors, message } = state;
  const hasProblem = Boolean(message) || Object.keys(errors).length > 0;
  return (
    <ConfirmDialog
      {...dialog}
      triggerVariant={triggerVariant}
      isOpen={hasProblem || (openAction === action && !target)}
    >
      <form {...formProps} className="space-y-4">
        <FormAlert state={state} secondsLeft={secondsLeft} />
        <input type="hidden" name="action" value={action} />
        <input type="hidden" name="id" value={userId} />
        {target && <input type="hidden" name="target" value={target} />}
        {reasonLength && (
          <Field
            label="Reason"
            name="reason"
            isLong
            required
            rows={3}
            maxLength={reasonLength}
            hint="Kept in the audit log for other administrators. The user isn't told, but it is part of their data export."
            defaultValue={values.reason}
            messages={errors.reason ?? []}
          />
        )}
        {hasDuration && <DurationField chosen={values.days} />}
        {typedName && (
          <Field
            label="Type the username to confirm"
            name="confirmation"
            hint={`The username is ${typedName}.`}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
            defaultValue={values.confirmation}
            messages={errors.confirmation ?? []}
          />
        )}
        {roles && <RoleField roles={roles} chosen={values.role} messages={errors.role ?? []} />}
        {identity &&
          IDENTITY_FIELDS.map(({ name, ...field }) => (
            <Field
              key={name}
              name={name}
              {...field}
              defaultValue={values[name] ?? identity[name]}
              messages={errors[name] ?? []}
            />
          ))}
        {(needsPassword || asksPassword) && <OwnPasswordField messages={errors.password} />}
        <DialogActions
          isWaiting={isWaiting}
          hasProblem={hasProblem}
          confirm={confirm}
          pendingText={pendingText}
          variant={isDangerous ? "danger" : "primary"}
        />
      </form>
    </ConfirmDialog>
  );
}
