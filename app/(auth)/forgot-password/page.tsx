import type { Metadata } from "next";
import { EmailForm } from "@/components/forms/email-form";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";
import { forgotPasswordAction } from "./actions";

export const metadata: Metadata = { title: "Forgot your password?" };

export default function ForgotPasswordPage() {
  return (
    <>
      <PageHeading title="Forgot your password?">
        Give the address that you registered. We send it a link to choose a new one.
      </PageHeading>
      <EmailForm action={forgotPasswordAction} button="Send the link" />
      <p className="mt-6 text-sm text-muted">
        It came back to you? <TextLink href="/login">Log in</TextLink>
      </p>
    </>
  );
}
