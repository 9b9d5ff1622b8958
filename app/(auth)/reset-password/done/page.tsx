import type { Metadata } from "next";
import { CardAction, CardHeading } from "@/components/layout/card-heading";
import { CheckCircleIcon } from "@/components/ui/icons";

export const metadata: Metadata = { title: "Password reset" };

export default function PasswordResetPage() {
  return (
    <>
      <CardHeading title="Password reset" icon={<CheckCircleIcon className="size-6" />} tone="success">
        You can now log in with your new password.
      </CardHeading>
      <CardAction href="/login">Log in</CardAction>
    </>
  );
}
