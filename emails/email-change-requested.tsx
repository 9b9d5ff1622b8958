import { type EmailContent, eventFacts } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW_NOTICE, type SecurityNoticeProps, securityNotice } from "./security-notice";

export type EmailChangeRequestedProps = SecurityNoticeProps & { newEmail: string };

/** Notifies a user that a change of their email address was requested. Sent to the current address. */
export function emailChangeRequested(props: EmailChangeRequestedProps): EmailContent {
  const { brand, newEmail } = props;
  return {
    ...securityNotice(props),
    subject: "Email change requested",
    title: "Email change requested",
    message: `Someone asked to change the email address of your ${brand.name} account, which stays the same until the new address is confirmed.`,
    facts: [{ label: "New email address", value: newEmail }, ...eventFacts(props)],
    nextSteps:
      "If this was you, use the link that we sent to the new address. If not, secure your account now. We'll cancel the change, log out all devices and email you a link to set a new password.",
  };
}

export default function EmailChangeRequested(props: EmailChangeRequestedProps) {
  return <EmailTemplate content={emailChangeRequested(props)} {...props} />;
}

EmailChangeRequested.PreviewProps = {
  ...PREVIEW_NOTICE,
  newEmail: "john@example.org",
} satisfies EmailChangeRequestedProps;
