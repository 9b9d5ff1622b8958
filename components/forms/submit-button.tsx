"use client";

import { Button, type ButtonProps } from "@/components/ui/button";

type SubmitButtonProps = {
  children: string;
  /** What it says, and for how long it cannot be pressed, while the form is being sent. */
  pendingText: string;
  isPending: boolean;
  variant?: ButtonProps["variant"];
};

export function SubmitButton({ children, pendingText, isPending, variant }: SubmitButtonProps) {
  return (
    <Button
      type="submit"
      wide
      variant={variant}
      disabled={isPending}
      // Leaving a field can put a message under it, which would move the button away between press
      // and release. So a press leaves the focus where it is.
      onMouseDown={(event) => event.preventDefault()}
    >
      {isPending ? pendingText : children}
    </Button>
  );
}
