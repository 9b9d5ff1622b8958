import { resendAction } from "@/app/(auth)/check-email/actions";
import { EmailForm } from "@/components/forms/email-form";
import { InvalidLink } from "@/components/layout/invalid-link";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";
import type { VerificationFailure } from "@/lib/verification/verify-email";

/** Says why a link verifies nothing, and offers what helps. */
export function UnusableLink({ reason }: { reason: VerificationFailure["code"] | "unavailable" }) {
  if (reason === "unavailable") return <InvalidLink reason={reason} />;
  if (reason === "used") {
    return (
      <>
        <PageHeading title="This link was already used">
          It works once, and the address is verified. <TextLink href="/login">Log in</TextLink>
        </PageHeading>
        <p className="mb-5 text-sm leading-6 text-muted">
          Waiting for another account's mail? Ask for it here.
        </p>
        <EmailForm action={resendAction} button="Send a new link" />
      </>
    );
  }
  return (
    <>
      <PageHeading title="This link does not work">
        It has expired, was replaced by a newer mail, or is not complete. Ask for a new one: it takes a
        moment.
      </PageHeading>
      <EmailForm action={resendAction} button="Send a new link" />
    </>
  );
}
