import type { Metadata } from "next";
import { CardAction, CardHeading } from "@/components/layout/card-heading";
import { CheckCircleIcon } from "@/components/ui/icons";

export const metadata: Metadata = { title: "Email verified" };

export default function EmailVerifiedPage() {
  return (
    <>
      <CardHeading title="Email verified" icon={<CheckCircleIcon className="size-6" />} tone="success">
        Your account is ready. Log in to continue.
      </CardHeading>
      <CardAction href="/login">Log in</CardAction>
    </>
  );
}
