import type { Metadata } from "next";
import { CardAction, CardHeading } from "@/components/layout/card-heading";
import { CheckCircleIcon } from "@/components/ui/icons";

export const metadata: Metadata = { title: "Reset started" };

export default function ResetTwoFactorPageDone() {
  return (
    <>
      <CardHeading title="Reset started" icon={<CheckCircleIcon className="size-6" />} tone="success">
        We've emailed you when it takes effect and how to cancel it. If you find one of your methods, log in
        with it: that cancels the reset.
      </CardHeading>
      <CardAction href="/login" variant="secondary">
        Log in
      </CardAction>
    </>
  );
}
