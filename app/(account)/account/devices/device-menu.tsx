"use client";

import { useActionState } from "react";
import { type FormState, initialFormState } from "@/components/forms/form-state";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { PencilIcon, TrashIcon } from "@/components/ui/icons";
import { Menu, menuItemStyle } from "@/components/ui/menu";
import { removeDeviceAction, renameDeviceAction } from "./actions";
import { RenameForm } from "./rename-form";

type DeviceMenuProps = {
  device: { id: string; name: string; isCurrent: boolean; sessions: number };
};

/** The actions of a device. */
export function DeviceMenu({ device: { id, name, isCurrent, sessions } }: DeviceMenuProps) {
  const [state, rename] = useActionState<FormState, FormData>(renameDeviceAction, initialFormState);
  // Without JavaScript the page is loaded anew, and the message must not be in a closed menu.
  const hasProblem = Boolean(state.message) || Object.keys(state.errors).length > 0;
  return (
    <Menu label={`Actions for ${name}`} isOpen={hasProblem}>
      <ConfirmDialog
        trigger={
          <>
            <PencilIcon className="size-4" /> Rename
          </>
        }
        triggerClassName={menuItemStyle()}
        title="Rename device"
        description="The name is shown to you only: in this list, in your activity and in security alerts."
        isOpen={hasProblem}
      >
        <RenameForm id={id} name={name} state={state} action={rename} />
      </ConfirmDialog>
      <ConfirmDialog
        trigger={
          <>
            <TrashIcon className="size-4" /> Remove device
          </>
        }
        triggerClassName={menuItemStyle("danger")}
        title={`Remove ${name}?`}
        description={consequences(isCurrent, sessions)}
      >
        <form action={removeDeviceAction}>
          <input type="hidden" name="id" value={id} />
          <DialogActions confirm="Remove device" pendingText="Removing…" />
        </form>
      </ConfirmDialog>
    </Menu>
  );
}

function consequences(isCurrent: boolean, sessions: number): string {
  const next = "The next login from it counts as a login from a new device, and we email you about it.";
  if (isCurrent) return `This is the device you're using: you're logged out here at once. ${next}`;
  if (sessions === 0) return `It is logged out already. ${next}`;
  return `It is logged out at once (${sessions === 1 ? "1 session" : `${sessions} sessions`}). ${next}`;
}
