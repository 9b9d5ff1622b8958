import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type ConfirmEmailChangeProps = {
  username: string;
  link: string;
  newEmail: string;
  expiryHours: string;
};

/** Asks the owner of a new address to confirm that it is theirs. */
export function confirmEmailChange({
  username,
  link,
  newEmail,
  expiryHours,
}: ConfirmEmailChangeProps): EmailContent {
  return {
    subject: `Confirm your new email - ${brand.name}`,
    preview: "One press of a button, and you log in with this address.",
    title: "Confirm your new email",
    username,
    paragraphs: [
      `You asked to use **${newEmail}** for your account. Open the link and press the button there to show that it is yours.`,
    ],
    action: { label: "Confirm New Email", link },
    note: `The link works for **${expiryHours} hours**. Until then you log in as before. If you didn't ask for this, ignore this email.`,
  };
}

export default function ConfirmEmailChange(props: ConfirmEmailChangeProps & Footer) {
  return <EmailTemplate {...confirmEmailChange(props)} {...props} />;
}

ConfirmEmailChange.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/confirm-email?token=example",
  newEmail: "john@example.org",
  expiryHours: "6",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies ConfirmEmailChangeProps & Footer;
