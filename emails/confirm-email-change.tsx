import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type ConfirmEmailChangeProps = {
  username: string;
  link: string;
  newEmail: string;
  /** For example `6 hours`. */
  expiresIn: string;
};

/** Asks a user to confirm their new email address. Sent to that address. */
export function confirmEmailChange({
  username,
  link,
  newEmail,
  expiresIn,
}: ConfirmEmailChangeProps): EmailContent {
  return {
    subject: "Confirm your new email address",
    preview: "Confirm this email address to start using it for your account.",
    title: "Confirm your new email address",
    username,
    message: `You asked to change the email address of your ${brand.name} account.`,
    facts: [{ label: "New email address", value: newEmail }],
    action: { label: "Confirm new email", link },
    note: `This link expires in **${expiresIn}**. Until you confirm, keep logging in with your current email address. If you didn't request this change, ignore this email.`,
    reason: `You received this email because someone asked to use this email address for a ${brand.name} account.`,
  };
}

export default function ConfirmEmailChange(props: ConfirmEmailChangeProps & Footer) {
  return <EmailTemplate {...confirmEmailChange(props)} {...props} />;
}

ConfirmEmailChange.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/confirm-email?token=example",
  newEmail: "john@example.org",
  expiresIn: "6 hours",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies ConfirmEmailChangeProps & Footer;
