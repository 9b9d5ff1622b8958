import type { Metadata } from "next";
import { CardAction, CardHeading } from "@/components/layout/card-heading";
import { CheckCircleIcon } from "@/components/ui/icons";

export const metadata: Metadata = { title: "Email address changed" };

export default function ConfirmEmailDonePage() {
  return (
    <>
      <CardHeading title="Email address changed" icon={<CheckCircleIcon className="size-6" />} tone="success">
        Use your new email address the next time you log in.
      </CardHeading>
      <CardAction href="/account">Go to your account</CardAction>
    </>
  );
}
