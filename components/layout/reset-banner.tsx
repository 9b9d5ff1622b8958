import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { LocalDate } from "@/components/ui/local-date";
import { cancelResetAction } from "./cancel-reset-action";

/** Tells that two-factor authentication will be turned off, and lets its owner cancel that. */
export function ResetBanner({ dueAt }: { dueAt: Date }) {
  return (
    <Alert
      tone="warning"
      className="mb-6"
      title={
        <>
          Two-factor authentication will be turned off on <LocalDate dateTime={dueAt.toISOString()} />
        </>
      }
      actions={
        <form action={cancelResetAction}>
          <Button type="submit" variant="secondary" size="small">
            Cancel the reset
          </Button>
        </form>
      }
    >
      A reset was requested for your account. If you didn't ask for it, cancel it and change your password.
    </Alert>
  );
}
