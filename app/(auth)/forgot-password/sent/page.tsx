import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";
import { env } from "@/lib/config/env";
import { TOKEN_HOURS } from "@/lib/tokens/email-tokens";

export const metadata: Metadata = { title: "Check your email" };

export default function ResetEmailSentPage() {
  const hours = TOKEN_HOURS["reset-password"];
  return (
    <>
      <PageHeading title="Check your email">
        If an account exists for that email, we've sent a reset link. It expires in {hours}{" "}
        {hours === 1 ? "hour" : "hours"}.
      </PageHeading>
      <p className="text-sm leading-6 text-muted">
        Didn't get it? Check your spam folder for an email from{" "}
        <span className="font-semibold text-ink">{env().MAIL_FROM}</span>, or{" "}
        <TextLink href="/forgot-password">request another link</TextLink>.
      </p>
    </>
  );
}
