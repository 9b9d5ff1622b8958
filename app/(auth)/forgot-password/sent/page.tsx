import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";
import { env } from "@/lib/config/env";
import { TOKEN_HOURS } from "@/lib/tokens/email-tokens";

export const metadata: Metadata = { title: "Check your email" };

export default function ResetMailSentPage() {
  const hours = TOKEN_HOURS["reset-password"];
  return (
    <>
      <PageHeading title="Check your email">
        If that address is registered, a mail with a link is on its way. It works for{" "}
        {hours === 1 ? "one hour" : `${hours} hours`}.
      </PageHeading>
      <p className="text-sm leading-6 text-muted">
        It comes from <span className="font-semibold text-ink">{env().MAIL_FROM}</span>. If it is not there
        within a minute, look among the unwanted mails, or{" "}
        <TextLink href="/forgot-password">ask for another</TextLink>.
      </p>
    </>
  );
}
