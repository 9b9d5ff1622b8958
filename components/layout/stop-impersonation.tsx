import { Button } from "@/components/ui/button";
import { stopImpersonationAction } from "./stop-impersonation-action";

/** The button that ends the impersonation of a user. */
export function StopImpersonation({ userId, label }: { userId: string; label: string }) {
  return (
    <form action={stopImpersonationAction}>
      <input type="hidden" name="user_id" value={userId} />
      <Button type="submit" variant="secondary" size="small">
        {label}
      </Button>
    </form>
  );
}
