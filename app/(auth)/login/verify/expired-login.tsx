import { CardAction, CardHeading } from "@/components/layout/card-heading";
import { ClockIcon } from "@/components/ui/icons";

/** Takes the place of a page for which there is no login that waits for the second factor. */
export function ExpiredLogin() {
  return (
    <>
      <CardHeading title="This login has expired" tone="warning" icon={<ClockIcon className="size-6" />}>
        A login expires after 10 minutes or 5 incorrect codes. Log in again to continue.
      </CardHeading>
      <CardAction href="/login">Log in</CardAction>
    </>
  );
}
