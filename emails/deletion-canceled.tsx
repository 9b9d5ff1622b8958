import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";
import { type SecurityAlertProps, securityAlert } from "./security-alert";

/** Notifies a user that their account, which was scheduled for deletion, is kept. */
export function deletionCanceled(props: SecurityAlertProps): EmailContent {
  const { username, at } = props;
  return {
    ...securityAlert(props),
    subject: "Your account is no longer scheduled for deletion",
    preview: "Your account and its data won't be deleted.",
    title: "Your account is no longer scheduled for deletion",
    username,
    message: `The deletion of your ${brand.name} account was canceled. Your account and its data won't be deleted.`,
    facts: [{ label: "Time", value: at }],
  };
}

export default function DeletionCanceled(props: SecurityAlertProps & Footer) {
  return <EmailTemplate {...deletionCanceled(props)} {...props} />;
}

DeletionCanceled.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/secure-account?token=example",
  at: "22 November 2026 at 12:00 UTC",
  expiresIn: "72 hours",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies SecurityAlertProps & Footer;
