import { type CommonProps, type EmailContent, type EventProps, eventFacts } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW, PREVIEW_EVENT } from "./preview-props";
import { noticeReason } from "./security-notice";

export type DeletionScheduledProps = CommonProps &
  EventProps & {
    link: string;
    /** When the account will be deleted, formatted with its time zone. */
    until: string;
    /** Who requested it, if it wasn't the owner: `An administrator`. */
    requestedBy?: string;
  };

/** Notifies a user when their account will be deleted and how to keep it. */
export function deletionScheduled(props: DeletionScheduledProps): EmailContent {
  const { link, until, brand, requestedBy, supportEmail } = props;
  const message = `your ${brand.name} account and all its data will be permanently deleted.`;
  return {
    type: "notice",
    subject: "Your account is scheduled for deletion",
    preview: `You can keep your account until ${until}.`,
    title: "Your account is scheduled for deletion",
    message: requestedBy ? `${requestedBy} scheduled this: ${message}` : `As you requested, ${message}`,
    facts: [{ label: "Deletion date", value: until }, ...eventFacts(props, "Requested")],
    nextSteps: requestedBy
      ? `To keep your account, log in before then and choose **Keep my account**. If you have any questions, contact **${supportEmail}**.`
      : "If you still want this, no action is needed. To keep your account, log in before then and choose **Keep my account**. If you didn't request this, reset your password first.",
    action: { label: "Log in", link, style: "secondary" },
    reason: noticeReason(brand.name),
  };
}

export default function DeletionScheduled(props: DeletionScheduledProps) {
  return <EmailTemplate content={deletionScheduled(props)} {...props} />;
}

DeletionScheduled.PreviewProps = {
  ...PREVIEW,
  ...PREVIEW_EVENT,
  link: "http://localhost:3000/login",
  until: "29 November 2026 at 12:00 UTC",
} satisfies DeletionScheduledProps;
