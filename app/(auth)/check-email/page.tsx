import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";
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
      <PageHeading title="Check your email">
        We are sending a mail to <strong className="font-semibold wrap-anywhere text-ink">{email}</strong>.
        Open it and press its button within {TOKEN_HOURS["verify-email"]} hours.
      </PageHeading>
      <ResendForm email={email} waitSeconds={waitSeconds} />
      <div className="mt-8 space-y-3 border-t border-line pt-6 text-sm leading-6 text-muted">
        <p>
          It comes from <span className="font-semibold text-ink">{env().MAIL_FROM}</span>. If it is not there
          within a minute, look among the unwanted mails.
        </p>
        <p>
          Is the address wrong? <TextLink href="/resend-verification">Send it to another one</TextLink> that
          you registered, or <TextLink href="/register">register anew</TextLink>.
        </p>
      </div>
    </>
  );
}
