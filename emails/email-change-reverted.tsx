import type { CommonProps, EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW } from "./preview-props";

export type EmailChangeRevertedProps = CommonProps & {
  /** The email address that the account has again. */
  newEmail: string;
  /** When it was restored, formatted with its time zone. */
  at: string;
};

/** Notifies an address that the previous one was restored. Sent to the address that was removed, which may be a
 * stranger's: it doesn't say where the owner was. */
export function emailChangeReverted({
  newEmail,
  at,
  brand,
  supportEmail,
}: EmailChangeRevertedProps): EmailContent {
  return {
    type: "notice",
    subject: "Your previous email address was restored",
    preview: "This email address was removed from your account.",
    title: "Your previous email address was restored",
    message: `The previous email address of your ${brand.name} account was restored, this one was removed and all devices were logged out.`,
    facts: [
      { label: "Restored email address", value: newEmail },
      { label: "Time", value: at },
    ],
    nextSteps: `If this was you, use the link that we sent to the restored address to set a new password. If not, contact **${supportEmail}**.`,
    reason: `You received this security notice because this email address belonged to a ${brand.name} account.`,
  };
}

export default function EmailChangeReverted(props: EmailChangeRevertedProps) {
  return <EmailTemplate content={emailChangeReverted(props)} {...props} />;
}

EmailChangeReverted.PreviewProps = {
  ...PREVIEW,
  at: "22 November 2026 at 12:00 UTC",
  newEmail: "john@example.com",
} satisfies EmailChangeRevertedProps;
