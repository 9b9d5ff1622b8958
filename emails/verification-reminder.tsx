import type { CommonProps, EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW } from "./preview-props";

export type VerificationReminderProps = CommonProps & {
  link: string;
  /** For example `6 hours`. */
  expiresIn: string;
  /** How long after sign-up an unverified account is deleted, for example `7 days`. */
  unverifiedLifetime: string;
};

/** Reminds a user, once, to verify their email address before the account is deleted. */
export function verificationReminder({
  link,
  expiresIn,
  unverifiedLifetime,
  brand,
}: VerificationReminderProps): EmailContent {
  return {
    type: "invitation",
    subject: "Reminder: verify your email address",
    preview: `Unverified accounts are deleted ${unverifiedLifetime} after sign-up.`,
    title: "Verify your email address",
    message: `Verify your email address to keep your ${brand.name} account: unverified accounts are deleted **${unverifiedLifetime}** after sign-up.`,
    action: { label: "Verify email", link, style: "primary" },
    note: `This link expires in **${expiresIn}**. If you didn't create an account, you can ignore this email. We won't send another reminder.`,
    reason: `You received this email because someone signed up for ${brand.name} with this email address.`,
  };
}

export default function VerificationReminder(props: VerificationReminderProps) {
  return <EmailTemplate content={verificationReminder(props)} {...props} />;
}

VerificationReminder.PreviewProps = {
  ...PREVIEW,
  link: "http://localhost:3000/verify-email?token=example",
  expiresIn: "6 hours",
  unverifiedLifetime: "7 days",
} satisfies VerificationReminderProps;
