import { buttonStyle } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DialogActions } from "@/components/ui/dialog-actions";

/** Removes the profile picture after a confirmation. */
export function RemovePicture() {
  return (
    <ConfirmDialog
      // In line with what is above it.
      className="max-sm:-ml-3.5"
      trigger="Remove picture"
      triggerClassName={buttonStyle({
        variant: "ghost",
        size: "small",
        className: "text-danger hover:bg-danger-tint",
      })}
      title="Remove your picture?"
      description="The first letter of your username takes its place."
    >
      <form action="/account/picture" method="post">
        <input type="hidden" name="remove" value="yes" />
        <DialogActions confirm="Remove picture" pendingText="Removing…" />
      </form>
    </ConfirmDialog>
  );
}
