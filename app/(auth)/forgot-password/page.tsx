import type { Metadata } from "next";
import { EmailForm } from "@/components/forms/email-form";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";
import { forgotPasswordAction } from "./actions";

export const metadata: Metadata = { title: "Reset your password" };

export default function ForgotPasswordPage() {
  return (
    <>
      <PageHeading title="Reset your password">
        Enter your email address and we'll send you a link to reset your password.
      </PageHeading>
      <EmailForm action={forgotPasswordAction} button="Send reset link" />
      <p className="mt-6 text-sm text-muted">
        Remembered it? <TextLink href="/login">Log in</TextLink>
      </p>
    </>
  );
}
