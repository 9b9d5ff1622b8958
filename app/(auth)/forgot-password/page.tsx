import type { Metadata } from "next";
import { EmailForm } from "@/components/forms/email-form";
import { CardFooter, CardHeading } from "@/components/layout/card-heading";
import { TextLink } from "@/components/layout/text-link";
import { redirectLoggedIn } from "@/lib/sessions/redirect-logged-in";
import { forgotPasswordAction } from "./actions";

export const metadata: Metadata = { title: "Reset your password" };

export default async function ForgotPasswordPage() {
  await redirectLoggedIn();
  return (
    <>
      <CardHeading title="Reset your password">
        Enter your email address and we'll send you a link to reset your password.
      </CardHeading>
      <EmailForm action={forgotPasswordAction} button="Send reset link" />
      <CardFooter>
        Remembered it? <TextLink href="/login">Log in</TextLink>
      </CardFooter>
    </>
  );
}
