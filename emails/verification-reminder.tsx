import type { CommonProps, EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW } from "./preview-props";

export type VerificationReminderProps = CommonProps & {
  link: string;
  /** For example `6 hours`. */
  expiresIn: string;
  /** The 6 digits that can be typed in place of opening the link. */
  code: string;
  /** The page that removes the registration. */
  removalLink: string;
  /** How long after sign-up an unverified account is deleted, for example `7 days`. */
  unverifiedLifetime: string;
};

/** Reminds a user, once, to verify their email address before the account is deleted. */
export function verificationReminder({
  link,
  expiresIn,
  code,
  removalLink,
  unverifiedLifetime,
  brand,
}: VerificationReminderProps): EmailContent {
  return {
    type: "invitation",
    subject: "Reminder: verify your email address",
    preview: `${code} is your verification code. Unverified accounts are deleted ${unverifiedLifetime} after sign-up.`,
    title: "Verify your email address",
    message: `Verify your email address to keep your ${brand.name} account: unverified accounts are deleted **${unverifiedLifetime}** after sign-up.`,
    nextSteps: "Enter this code where you signed up, or click the button.",
    code: { label: "Verification code", value: code },
    action: { label: "Verify email", link, style: "primary" },
    note: `The code and the link expire in **${expiresIn}**. Don't give the code to anyone. If you didn't create an account, you can ignore this email, or remove the registration. We won't send another reminder.`,
    alternative: { label: "This wasn't me: remove it", link: removalLink },
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
  code: "482913",
  removalLink: "http://localhost:3000/remove-registration?token=example",
  unverifiedLifetime: "7 days",
} satisfies VerificationReminderProps;
