import { resendAction } from "@/app/(auth)/check-email/actions";
import { EmailForm } from "@/components/forms/email-form";
import { CardAction, CardFooter, CardHeading } from "@/components/layout/card-heading";
import { InvalidLink } from "@/components/layout/invalid-link";
import { TextLink } from "@/components/layout/text-link";
import { CheckCircleIcon, ErrorIcon, InfoIcon } from "@/components/ui/icons";
import type { TokenFailure } from "@/lib/tokens/consume-token";
import type { MovedRegistration } from "@/lib/verification/get-verification";

type InvalidVerificationLinkProps = { reason: (TokenFailure | MovedRegistration)["code"] | "unavailable" };

/** Explains why a verification link can't be used and offers to resend the email. */
export function InvalidVerificationLink({ reason }: InvalidVerificationLinkProps) {
  if (reason === "unavailable") return <InvalidLink reason={reason} />;
  if (reason === "used") {
    return (
      <>
        <CardHeading
          title="Email already verified"
          icon={<CheckCircleIcon className="size-6" />}
          tone="success"
        >
          Your email address is verified. Log in to continue.
        </CardHeading>
        <CardAction href="/login">Log in</CardAction>
        <CardFooter>
          Need to verify a different account? <TextLink href="/resend-verification">Get a new link</TextLink>
        </CardFooter>
      </>
    );
  }
  if (reason === "moved") {
    return (
      <>
        <CardHeading title="A newer link was sent" icon={<InfoIcon className="size-6" />}>
          The registration was changed to another email address, and the newer link was sent there. Nothing
          more is sent to this address.
        </CardHeading>
        <CardFooter>
          Want an account with this address? <TextLink href="/register">Create account</TextLink>
        </CardFooter>
      </>
    );
  }
  return (
    <>
      <CardHeading
        title="This link is no longer valid"
        icon={<ErrorIcon className="size-6" />}
        tone="warning"
      >
        It may have expired, been replaced by a newer one, or been copied incompletely. Enter your email
        address to get a new link.
      </CardHeading>
      <EmailForm action={resendAction} button="Resend email" />
    </>
  );
}
