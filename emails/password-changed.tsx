import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";
import { type SecurityAlertProps, securityAlert } from "./security-alert";

export type PasswordChangedProps = SecurityAlertProps;

/** Notifies a user that their password was changed. */
export function passwordChanged(props: PasswordChangedProps): EmailContent {
  const { username, at } = props;
  return {
    ...securityAlert(props),
    subject: "Your password was changed",
    preview: "If this was you, no action is needed.",
    title: "Your password was changed",
    username,
    message: `The password for your ${brand.name} account was changed, and you were logged out of all other devices.`,
    facts: [{ label: "Time", value: at }],
  };
}

export default function PasswordChanged(props: PasswordChangedProps & Footer) {
  return <EmailTemplate {...passwordChanged(props)} {...props} />;
}

PasswordChanged.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/secure-account?token=example",
  at: "22 November 2026 at 12:00 UTC",
  expiresIn: "72 hours",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies PasswordChangedProps & Footer;
