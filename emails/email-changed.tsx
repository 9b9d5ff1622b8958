import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type EmailChangedProps = {
  username: string;
  link: string;
  newEmail: string;
  expiryHours: string;
};

/** Tells an old address that another took its place, with the way back. */
export function emailChanged({ username, link, newEmail, expiryHours }: EmailChangedProps): EmailContent {
  return {
    subject: `Your email was changed - ${brand.name}`,
    preview: "If that was you, there is nothing to do.",
    title: "Your email was changed",
    username,
    paragraphs: [
      `Your account now has the address **${newEmail}** in place of this one.`,
      "If that was you, there is nothing to do. If it wasn't, take this address back: everybody is logged out, and you choose a new password.",
    ],
    action: { label: "Take my address back", link },
    note: `The link works for **${expiryHours} hours**. Nothing happens before you press the button behind it.`,
  };
}

export default function EmailChanged(props: EmailChangedProps & Footer) {
  return <EmailTemplate {...emailChanged(props)} {...props} />;
}

EmailChanged.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/undo-email-change?token=example",
  newEmail: "john@example.org",
  expiryHours: "72",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies EmailChangedProps & Footer;
