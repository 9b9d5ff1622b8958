import { type EmailContent, eventFacts } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW_NOTICE, type SecurityNoticeProps, securityNotice } from "./security-notice";

export type EmailChangedProps = SecurityNoticeProps & { newEmail: string };

/** Notifies a user that their email address was changed, with a link to restore it. Sent to the old address. */
export function emailChanged(props: EmailChangedProps): EmailContent {
  const { brand, newEmail, link } = props;
  return {
    ...securityNotice(props),
    subject: "Your email address was changed",
    title: "Your email address was changed",
    message: `The email address of your ${brand.name} account was changed, and you can no longer log in with this one.`,
    facts: [{ label: "New email address", value: newEmail }, ...eventFacts(props)],
    nextSteps:
      "If this was you, no action is needed. If not, restore your old email address. We'll log out all devices and email you a link to set a new password.",
    action: { label: "Restore email address", link, style: "danger" },
    reason: `You received this security notice because this email address belonged to a ${brand.name} account.`,
  };
}

export default function EmailChanged(props: EmailChangedProps) {
  return <EmailTemplate content={emailChanged(props)} {...props} />;
}

EmailChanged.PreviewProps = {
  ...PREVIEW_NOTICE,
  link: "http://localhost:3000/undo-email-change?token=example",
  newEmail: "john@example.org",
} satisfies EmailChangedProps;
