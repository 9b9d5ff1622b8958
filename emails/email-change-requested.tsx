import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";
import { type SecurityAlertProps, securityAlert } from "./security-alert";

export type EmailChangeRequestedProps = SecurityAlertProps & { newEmail: string };

/** Notifies a user that a change of their email address was requested. Sent to the current address. */
export function emailChangeRequested(props: EmailChangeRequestedProps): EmailContent {
  const { username, newEmail, at } = props;
  return {
    ...securityAlert(props),
    subject: "Email change requested",
    preview: "If this was you, no action is needed.",
    title: "Email change requested",
    username,
    message: `Someone asked to change the email address of your ${brand.name} account. It stays the same until the new address is confirmed.`,
    facts: [
      { label: "New email address", value: newEmail },
      { label: "Time", value: at },
    ],
    nextSteps:
      "If this was you, use the link that we sent to the new address. If not, secure your account now. We'll cancel the change, log out all devices and email you a link to set a new password.",
  };
}

export default function EmailChangeRequested(props: EmailChangeRequestedProps & Footer) {
  return <EmailTemplate {...emailChangeRequested(props)} {...props} />;
}

EmailChangeRequested.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/secure-account?token=example",
  newEmail: "john@example.org",
  at: "22 November 2026 at 12:00 UTC",
  expiresIn: "72 hours",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies EmailChangeRequestedProps & Footer;
