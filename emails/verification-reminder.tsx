import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type VerificationReminderProps = {
  username: string;
  link: string;
  /** For example `6 hours`. */
  expiresIn: string;
  /** How long after sign-up an unverified account is deleted, for example `7 days`. */
  unverifiedLifetime: string;
};

/** Reminds a user, once, to verify their email address before the account is deleted. */
export function verificationReminder({
  username,
  link,
  expiresIn,
  unverifiedLifetime,
}: VerificationReminderProps): EmailContent {
  return {
    subject: "Reminder: verify your email address",
    preview: "Verify your email address to finish setting up your account.",
    title: "Finish setting up your account",
    username,
    message: `You signed up for ${brand.name} but haven't verified your email address yet.`,
    action: { label: "Verify email", link },
    note: `This link expires in **${expiresIn}**. Unverified accounts are deleted **${unverifiedLifetime}** after sign-up. If you didn't create an account, you can safely ignore this email. We won't send another reminder.`,
    reason: `You received this email because someone signed up for ${brand.name} with this email address.`,
  };
}

export default function VerificationReminder(props: VerificationReminderProps & Footer) {
  return <EmailTemplate {...verificationReminder(props)} {...props} />;
}

VerificationReminder.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/verify-email?token=example",
  expiresIn: "6 hours",
  unverifiedLifetime: "7 days",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies VerificationReminderProps & Footer;
