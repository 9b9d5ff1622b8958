import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CardFooter, CardHeading } from "@/components/layout/card-heading";
import { TextLink } from "@/components/layout/text-link";
import { MailIcon } from "@/components/ui/icons";
import { env } from "@/lib/config/env";
import { readPendingEmail } from "@/lib/http/cookies";
import { TOKEN_HOURS } from "@/lib/tokens/email-tokens";
import { secondsUntilResend } from "@/lib/verification/resend-verification";
import { ResendForm } from "./resend-form";

export const metadata: Metadata = { title: "Check your email" };

export default async function CheckEmailPage() {
  const email = await readPendingEmail();
  if (!email) redirect("/resend-verification");
  const waitSeconds = await secondsUntilResend(email);
  return (
    <>
      <CardHeading title="Check your email" icon={<MailIcon className="size-6" />}>
        Open the email to <strong className="font-semibold wrap-anywhere text-ink">{email}</strong> and click
        the verification link. The link expires in {TOKEN_HOURS["verify-email"]} hours.
      </CardHeading>
      <ResendForm email={email} waitSeconds={waitSeconds} renderedAt={Date.now()} />
      <CardFooter>
        <p>
          Didn't get it? Check your spam folder for an email from{" "}
          <span className="font-semibold wrap-anywhere text-ink">{env().MAIL_FROM}</span>. We send it only if
          the address has an account that isn't verified yet.
        </p>
        <p>
          Signed up with another email address?{" "}
          <TextLink href="/resend-verification">Resend the email there</TextLink>
        </p>
      </CardFooter>
    </>
  );
}
