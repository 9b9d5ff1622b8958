import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type VerificationReminderProps = {
  username: string;
  link: string;
  expiryHours: string;
  /** How many days after it was made an unverified account is removed. */
  lifetimeDays: string;
};

/** Reminds somebody, once, that their registration is about to lapse. */
export function verificationReminder({
  username,
  link,
  expiryHours,
  lifetimeDays,
}: VerificationReminderProps): EmailContent {
  return {
    subject: `Your account is waiting for you - ${brand.name}`,
    preview: "Your address is not verified yet. This is a new link.",
    title: "Still waiting for you",
    username,
    paragraphs: [
      `You registered with ${brand.name}, but nobody has shown yet that this address is yours. Here is a new link.`,
    ],
    action: { label: "Verify Email Address", link },
    note: `The link works for **${expiryHours} hours**. An account that is not verified is removed **${lifetimeDays} days** after it was made. If you didn't create it, ignore this email: we won't remind you again.`,
  };
}

export default function VerificationReminder(props: VerificationReminderProps & Footer) {
  return <EmailTemplate {...verificationReminder(props)} {...props} />;
}

VerificationReminder.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/verify-email?token=example",
  expiryHours: "6",
  lifetimeDays: "7",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies VerificationReminderProps & Footer;
