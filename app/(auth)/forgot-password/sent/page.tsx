import type { Metadata } from "next";
import { CardAction, CardFooter, CardHeading } from "@/components/layout/card-heading";
import { TextLink } from "@/components/layout/text-link";
import { MailIcon } from "@/components/ui/icons";
import { env } from "@/lib/config/env";
import { TOKEN_HOURS } from "@/lib/tokens/email-tokens";

export const metadata: Metadata = { title: "Check your email" };

export default function ResetEmailSentPage() {
  const hours = TOKEN_HOURS["reset-password"];
  return (
    <>
      <CardHeading title="Check your email" icon={<MailIcon className="size-6" />}>
        If an account exists for that email, we've sent a reset link. It expires in {hours}{" "}
        {hours === 1 ? "hour" : "hours"}.
      </CardHeading>
      <CardAction href="/login" variant="secondary">
        Back to login
      </CardAction>
      <CardFooter>
        <p>
          Didn't get it? Check your spam folder for an email from{" "}
          <span className="font-semibold wrap-anywhere text-ink">{env().MAIL_FROM}</span>, or{" "}
          <TextLink href="/forgot-password">request another link</TextLink>.
        </p>
      </CardFooter>
    </>
  );
}
