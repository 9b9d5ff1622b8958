import type { CommonProps, EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW } from "./preview-props";

export type NoAccountProps = CommonProps & {
  /** The registration page. */
  link: string;
};

/** Tells an address that it has no account, after somebody asked for a link with it, where no page may say so. */
export function noAccount({ link, brand }: NoAccountProps): EmailContent {
  return {
    type: "invitation",
    subject: "There is no account with this email address",
    preview: "Someone asked for a link, but there is no account with your email address.",
    title: "No account with this email address",
    message: `Someone asked for a link to a ${brand.name} account, but there is no account with this email address.`,
    nextSteps:
      "If it was you, try another email address that you may have signed up with, or create an account with this one.",
    action: { label: "Create account", link, style: "primary" },
    note: "If it wasn't you, you can ignore this email. We send it at most once an hour, and delete it from our records within 8 days.",
    reason: `You received this email because someone entered your email address at ${brand.name}.`,
  };
}

export default function NoAccount(props: NoAccountProps) {
  return <EmailTemplate content={noAccount(props)} {...props} />;
}

NoAccount.PreviewProps = {
  ...PREVIEW,
  // Nobody is known who could be greeted by name.
  username: "",
  link: "http://localhost:3000/register",
} satisfies NoAccountProps;
