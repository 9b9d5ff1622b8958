"use client";

import { useEffect, useRef } from "react";
import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button";

type DialogActionsProps = {
  /** The label of the button that confirms: the action, such as "Remove device". */
  confirm: string;
  /** Its label while the form is being submitted, such as "Removing…". */
  pendingText: string;
  variant?: ButtonProps["variant"];
  /** Disables the button that confirms until the form can be submitted again. */
  isWaiting?: boolean;
  /** Keeps the dialog open although the form was submitted. */
  hasProblem?: boolean;
  cancel?: string;
};

/**
 * The buttons at the end of the form in a `ConfirmDialog`. Once the form has been submitted without an error, the dialog
 * closes.
 */
export function DialogActions({
  confirm,
  pendingText,
  variant = "danger",
  isWaiting = false,
  hasProblem = false,
  cancel = "Cancel",
}: DialogActionsProps) {
  const { pending } = useFormStatus();
  const wasPending = useRef(false);
  const ref = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const dialog = ref.current?.closest("dialog");
    const isDone = wasPending.current && !pending;
    wasPending.current = pending;
    const isRefused = hasProblem || dialog?.querySelector("[aria-invalid=true], [role=alert]");
    if (isDone && !isRefused) dialog?.close();
  }, [pending, hasProblem]);

  return (
    <div ref={ref} className="mt-6 flex flex-col-reverse gap-2.5 sm:flex-row sm:justify-end">
      {/* Without JavaScript the button that opened the confirmation also closes it. */}
      <Button
        variant="secondary"
        size="small"
        data-dialog-close
        className="noscript:in-[dialog:not(:modal)]:hidden"
      >
        {cancel}
      </Button>
      <Button type="submit" variant={variant} size="small" disabled={pending || isWaiting}>
        {pending ? pendingText : confirm}
      </Button>
    </div>
  );
}
