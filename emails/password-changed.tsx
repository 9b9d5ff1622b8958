import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type PasswordChangedProps = {
  username: string;
  link: string;
  at: string;
  expiryHours: string;
};

/** Tells the owner of an account that its password was changed. */
export function passwordChanged({ username, link, at, expiryHours }: PasswordChangedProps): EmailContent {
  return {
    subject: `Your password was changed - ${brand.name}`,
    preview: "If that was you, there is nothing to do.",
    title: "Your password was changed",
    username,
    paragraphs: [
      `The password of your account was changed on **${at}**. Wherever else you were logged in, you have to log in again.`,
      "If that was you, there is nothing to do. If it wasn't, shut everybody out and choose a new password.",
    ],
    action: { label: "This wasn't me", link },
    note: `The link works for **${expiryHours} hours**. Nothing happens before you press the button behind it.`,
  };
}

export default function PasswordChanged(props: PasswordChangedProps & Footer) {
  return <EmailTemplate {...passwordChanged(props)} {...props} />;
}

PasswordChanged.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/not-me?token=example",
  at: "22 November 2026, 12:00 UTC",
  expiryHours: "72",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies PasswordChangedProps & Footer;
