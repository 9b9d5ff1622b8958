import type { Metadata } from "next";
import { CardAction, CardHeading } from "@/components/layout/card-heading";
import { CheckCircleIcon } from "@/components/ui/icons";
import { viewer } from "@/lib/sessions/current-user";

export const metadata: Metadata = { title: "Email verified" };

export default async function EmailVerifiedPage() {
  const { state } = await viewer();
  const isLoggedIn = state === "logged_in";
  return (
    <>
      <CardHeading title="Email verified" icon={<CheckCircleIcon className="size-6" />} tone="success">
        {isLoggedIn
          ? "Your account is ready, and you're logged in."
          : "Your account is ready. Log in to continue."}
      </CardHeading>
      {isLoggedIn ? (
        <CardAction href="/account">Go to your account</CardAction>
      ) : (
        <CardAction href="/login?verified=1">Log in</CardAction>
      )}
    </>
  );
}
