import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { LocalDate } from "@/components/ui/local-date";
import { keepAccountAction } from "./keep-account-action";

/** Tells that the account will be deleted, and offers to keep it. */
export function DeletionBanner({ deleteAfter }: { deleteAfter: Date }) {
  return (
    <Alert
      tone="warning"
      className="mb-6"
      title={
        <>
          Your account is scheduled for deletion on <LocalDate dateTime={deleteAfter.toISOString()} />
        </>
      }
      actions={
        <form action={keepAccountAction}>
          <Button type="submit" variant="secondary" size="small">
            Keep my account
          </Button>
        </form>
      }
    >
      Logging in doesn't cancel the deletion. Until then you can use your account as usual.
    </Alert>
  );
}
