"use client";

import { Button, type ButtonProps } from "@/components/ui/button";

type SubmitButtonProps = {
  children: string;
  /** The label while the form is being submitted. */
  pendingText: string;
  isPending: boolean;
  /** Disables the button until the form can be submitted again. */
  isWaiting?: boolean;
  variant?: ButtonProps["variant"];
};

export function SubmitButton({ children, pendingText, isPending, isWaiting, variant }: SubmitButtonProps) {
  return (
    <Button
      type="submit"
      wide
      variant={variant}
      disabled={isPending || isWaiting}
      // Blurring a field can show a message below it, which would move the button between mouse down and up. So
      // pressing the button doesn't move the focus.
      onMouseDown={(event) => event.preventDefault()}
    >
      {isPending ? pendingText : children}
    </Button>
  );
}
