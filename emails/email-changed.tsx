import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type EmailChangedProps = {
  username: string;
  link: string;
  newEmail: string;
  /** For example `72 hours`. */
  expiresIn: string;
};

/** Notifies a user that their email address was changed, with a link to restore it. Sent to the old address. */
export function emailChanged({ username, link, newEmail, expiresIn }: EmailChangedProps): EmailContent {
  return {
    subject: "Your email address was changed",
    preview: "If this was you, no action is needed.",
    title: "Your email address was changed",
    username,
    message: `The email address of your ${brand.name} account was changed. You can no longer log in with this one.`,
    facts: [{ label: "New email address", value: newEmail }],
    nextSteps:
      "If this was you, no action is needed. If not, restore your old email address. We'll log out all devices and email you a link to set a new password.",
    action: { label: "Restore email address", link },
    note: `This link expires in **${expiresIn}**.`,
    reason: `You received this security alert because this email address belonged to a ${brand.name} account.`,
  };
}

export default function EmailChanged(props: EmailChangedProps & Footer) {
  return <EmailTemplate {...emailChanged(props)} {...props} />;
}

EmailChanged.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/undo-email-change?token=example",
  newEmail: "john@example.org",
  expiresIn: "72 hours",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies EmailChangedProps & Footer;
