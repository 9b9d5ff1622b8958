import type { Metadata } from "next";
import { CardFooter, CardHeading, Name } from "@/components/layout/card-heading";
import { TextLink } from "@/components/layout/text-link";
import { withinPageTime } from "@/lib/database/client";
import { readClaimCookie } from "@/lib/http/cookies";
import { setFailureStatus } from "@/lib/http/page-status";
import { unavailable } from "@/lib/observability/log";
import { getVerification, type Verification } from "@/lib/verification/get-verification";
import { InvalidVerificationLink } from "./invalid-verification-link";
import { NewPasswordForm } from "./new-password-form";
import { PasswordForm } from "./password-form";
import { RegistrationFacts } from "./registration-facts";
import { VerifyEmailForm } from "./verify-email-form";

export const metadata: Metadata = { title: "Verify your email address", robots: { index: false } };

type VerifyEmailPageProps = {
  searchParams: Promise<{ token?: string | string[]; password?: string | string[] }>;
};

/** GET requests must not change anything: mail scanners open every link. Only the button verifies the email. */
export default async function VerifyEmailPage({ searchParams }: VerifyEmailPageProps) {
  const { token, password } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const result = await withinPageTime(getVerification(text, await readClaimCookie())).catch(unavailable);
  if (!result.ok) {
    await setFailureStatus(result.failure);
    return <InvalidVerificationLink reason={result.failure.code} />;
  }
  const verification = result.value;
  if (verification.isClaimed) return <ClaimedVerification token={text} {...verification} />;
  if (password === "new") return <ReplacedPassword token={text} {...verification} />;
  return <UnclaimedVerification token={text} {...verification} />;
}

type StepProps = Verification & { token: string };

/** In the browser that registered: one press is enough. */
function ClaimedVerification({ token, username, email }: StepProps) {
  return (
    <VerifyEmailForm token={token} email={email}>
      <CardHeading title="Verify your email address">
        Confirm that <Name>{email}</Name> is your email address to finish setting up <Name>{username}</Name>.
      </CardHeading>
    </VerifyEmailForm>
  );
}

/** Elsewhere: whoever has the mailbox shows that the password is theirs, too. */
function UnclaimedVerification({ token, username, email, createdAt, device, removalToken }: StepProps) {
  return (
    <>
      <CardHeading title="Verify your email address">
        An account for <Name>{email}</Name> was created in another browser. Enter the password that was chosen
        there.
      </CardHeading>
      <RegistrationFacts username={username} createdAt={createdAt} device={device} />
      <PasswordForm token={token} email={email} />
      <CardFooter>
        <p>
          Don't know the password, or didn't create this account?{" "}
          <TextLink href={`/verify-email?token=${encodeURIComponent(token)}&password=new`}>
            Set a new password
          </TextLink>
        </p>
        <p>
          Don't want the account?{" "}
          <TextLink href={`/remove-registration?token=${encodeURIComponent(removalToken)}`}>
            Remove it
          </TextLink>
        </p>
      </CardFooter>
    </>
  );
}

/** Elsewhere, without the password: a new one takes its place. */
function ReplacedPassword({ token, username, email, createdAt, device }: StepProps) {
  return (
    <>
      <CardHeading title="Set a new password">
        The password that was chosen when the account for <Name>{email}</Name> was created stops working.
      </CardHeading>
      <RegistrationFacts username={username} createdAt={createdAt} device={device} />
      <NewPasswordForm token={token} owner={{ username, email }} />
      <CardFooter>
        Know the password?{" "}
        <TextLink href={`/verify-email?token=${encodeURIComponent(token)}`}>Enter it instead</TextLink>
      </CardFooter>
    </>
  );
}
