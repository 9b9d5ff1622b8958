import type { Metadata } from "next";
import { resendAction } from "@/app/(auth)/check-email/actions";
import { EmailForm } from "@/components/forms/email-form";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";

export const metadata: Metadata = { title: "Get a new link" };

export default function ResendVerificationPage() {
  return (
    <>
      <PageHeading title="Get a new link">
        Give the address that you registered. If it still waits to be verified, we send it a new mail.
      </PageHeading>
      <EmailForm action={resendAction} button="Send a new link" />
      <p className="mt-6 text-sm text-muted">
        Verified already? <TextLink href="/login">Log in</TextLink>
      </p>
    </>
  );
}
