import type { CommonProps, EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW } from "./preview-props";

export type NoAccountProps = CommonProps & {
  /** The registration page. */
  link: string;
};

/** Tells an address without an account that somebody has asked for an email to log in with it, where no page may say so. */
export function noAccount({ link, brand }: NoAccountProps): EmailContent {
  return {
    type: "invitation",
    subject: "There is no account with this email address",
    preview: "Someone asked for a link, but no account has your email address.",
    title: "No account with this email address",
    message: `Someone asked for a link to a ${brand.name} account with this email address, but no account has it.`,
    nextSteps:
      "If it was you, try the other addresses that you may have signed up with, or create an account with this one.",
    action: { label: "Create account", link, style: "primary" },
    note: "If it wasn't you, you can ignore this email. We send it at most once an hour, and delete your address from our records within 8 days.",
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
