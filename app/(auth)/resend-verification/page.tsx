import type { Metadata } from "next";
import { resendAction } from "@/app/(auth)/check-email/actions";
import { EmailForm } from "@/components/forms/email-form";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";

export const metadata: Metadata = { title: "Resend verification email" };

export default function ResendVerificationPage() {
  return (
    <>
      <PageHeading title="Resend verification email">
        Enter the email address you signed up with. If it isn't verified yet, we'll send you a new link.
      </PageHeading>
      <EmailForm action={resendAction} button="Resend email" />
      <p className="mt-6 text-sm text-muted">
        Already verified? <TextLink href="/login">Log in</TextLink>
      </p>
    </>
  );
}
