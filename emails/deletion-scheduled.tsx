import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type DeletionScheduledProps = {
  username: string;
  link: string;
  /** When the account will be deleted, formatted with its time zone. */
  until: string;
};

/** Notifies a user when their account will be deleted and how to keep it. */
export function deletionScheduled({ username, link, until }: DeletionScheduledProps): EmailContent {
  return {
    subject: "Your account is scheduled for deletion",
    preview: `Log in before ${until} and choose Keep my account to cancel.`,
    title: "Your account is scheduled for deletion",
    username,
    message: `As you requested, your ${brand.name} account and all its data will be permanently deleted.`,
    facts: [{ label: "Deletion date", value: until }],
    nextSteps:
      "Changed your mind? Log in before then and choose **Keep my account**. If you didn't request this, reset your password first.",
    action: { label: "Log in", link },
    reason: `You received this email because the deletion of your ${brand.name} account was requested.`,
  };
}

export default function DeletionScheduled(props: DeletionScheduledProps & Footer) {
  return <EmailTemplate {...deletionScheduled(props)} {...props} />;
}

DeletionScheduled.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/login",
  until: "29 November 2026 at 12:00 UTC",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies DeletionScheduledProps & Footer;
