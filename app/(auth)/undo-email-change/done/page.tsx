import type { Metadata } from "next";
import { CardAction, CardHeading } from "@/components/layout/card-heading";
import { CheckCircleIcon } from "@/components/ui/icons";

export const metadata: Metadata = { title: "Email address restored" };

export default function UndoEmailChangeDonePage() {
  return (
    <>
      <CardHeading
        title="Email address restored"
        icon={<CheckCircleIcon className="size-6" />}
        tone="success"
      >
        All devices were logged out and your old password no longer works. Check your email for a link to set
        a new one.
      </CardHeading>
      <CardAction href="/forgot-password" variant="secondary">
        Send the link again
      </CardAction>
    </>
  );
}
