import type { Metadata } from "next";
import { CardAction, CardHeading } from "@/components/layout/card-heading";
import { CheckCircleIcon } from "@/components/ui/icons";

export const metadata: Metadata = { title: "Reset canceled" };

export default function CancelResetPageDone() {
  return (
    <>
      <CardHeading title="Reset canceled" icon={<CheckCircleIcon className="size-6" />} tone="success">
        Your two-factor methods stay as they are. If you didn't request the reset, someone knows your
        password: change it now.
      </CardHeading>
      <CardAction href="/login" variant="secondary">
        Log in
      </CardAction>
    </>
  );
}
