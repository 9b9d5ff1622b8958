"use client";

import { Button } from "@/components/ui/button";

type SubmitButtonProps = {
  children: string;
  /** What it says, and for how long it cannot be pressed, while the form is being sent. */
  pendingText: string;
  isPending: boolean;
};

export function SubmitButton({ children, pendingText, isPending }: SubmitButtonProps) {
  return (
    <Button
      type="submit"
      wide
      disabled={isPending}
      // Leaving a field can put a message under it, which would move the button away between press
      // and release. So a press leaves the focus where it is.
      onMouseDown={(event) => event.preventDefault()}
    >
      {isPending ? pendingText : children}
    </Button>
  );
}
