import { Button } from "@/components/ui/button";

type SubmitButtonProps = {
  children: string;
  /** What it says, and for how long it cannot be pressed, while the form is being sent. */
  pendingText: string;
  isPending: boolean;
};

export function SubmitButton({ children, pendingText, isPending }: SubmitButtonProps) {
  return (
    <Button type="submit" wide disabled={isPending}>
      {isPending ? pendingText : children}
    </Button>
  );
}
