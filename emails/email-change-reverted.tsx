import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type EmailChangeRevertedProps = {
  username: string;
  /** The email address that the account has again. */
  newEmail: string;
  supportEmail: string;
};

/** Notifies an address that the previous one was restored. Sent to the address that was removed. */
export function emailChangeReverted({
  username,
  newEmail,
  supportEmail,
}: EmailChangeRevertedProps): EmailContent {
  return {
    subject: "Your previous email address was restored",
    preview: "This email address was removed from your account.",
    title: "Your previous email address was restored",
    username,
    message: `The previous email address of your ${brand.name} account was restored and this one was removed. All devices were logged out, and we sent a link to set a new password to the restored address.`,
    facts: [{ label: "Restored email address", value: newEmail }],
    nextSteps: `If this was you, no action is needed. If not, contact **${supportEmail}**.`,
    reason: `You received this security alert because this email address belonged to a ${brand.name} account.`,
  };
}

export default function EmailChangeReverted(props: EmailChangeRevertedProps & Footer) {
  return <EmailTemplate {...emailChangeReverted(props)} {...props} />;
}

EmailChangeReverted.PreviewProps = {
  username: "john_doe",
  newEmail: "john@example.com",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies EmailChangeRevertedProps & Footer;
