import type { Metadata } from "next";
import { resendAction } from "@/app/(auth)/check-email/actions";
import { EmailForm } from "@/components/forms/email-form";
import { CardFooter, CardHeading } from "@/components/layout/card-heading";
import { TextLink } from "@/components/layout/text-link";
import { redirectLoggedIn } from "@/lib/sessions/redirect-logged-in";

export const metadata: Metadata = { title: "Resend verification email" };

export default async function ResendVerificationPage() {
  await redirectLoggedIn();
  return (
    <>
      <CardHeading title="Resend verification email">
        Enter the email address you signed up with. If it isn't verified yet, we'll send you a new link.
      </CardHeading>
      <EmailForm action={resendAction} button="Resend email" />
      <CardFooter>
        Already verified? <TextLink href="/login">Log in</TextLink>
      </CardFooter>
    </>
  );
}
