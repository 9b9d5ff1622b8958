import { resendAction } from "@/app/(auth)/check-email/actions";
import { EmailForm } from "@/components/forms/email-form";
import { InvalidLink } from "@/components/layout/invalid-link";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";
import type { VerificationFailure } from "@/lib/verification/verify-email";

type InvalidVerificationLinkProps = { reason: VerificationFailure["code"] | "unavailable" };

/** Explains why a verification link can't be used and offers to resend the email. */
export function InvalidVerificationLink({ reason }: InvalidVerificationLinkProps) {
  if (reason === "unavailable") return <InvalidLink reason={reason} />;
  if (reason === "used") {
    return (
      <>
        <PageHeading title="Email already verified">
          Your email address is verified. <TextLink href="/login">Log in</TextLink> to continue.
        </PageHeading>
        <p className="mb-5 text-sm leading-6 text-muted">
          Need to verify a different account? Enter its email address to get a new link.
        </p>
        <EmailForm action={resendAction} button="Resend email" />
      </>
    );
  }
  return (
    <>
      <PageHeading title="This link is no longer valid">
        It may have expired, been replaced by a newer one, or been copied incompletely. Enter your email
        address to get a new link.
      </PageHeading>
      <EmailForm action={resendAction} button="Resend email" />
    </>
  );
}
