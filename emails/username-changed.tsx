import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";
import { type SecurityAlertProps, securityAlert } from "./security-alert";

export type UsernameChangedProps = SecurityAlertProps & { oldUsername: string; newUsername: string };

/** Notifies a user that their username was changed. */
export function usernameChanged(props: UsernameChangedProps): EmailContent {
  const { username, oldUsername, newUsername, at } = props;
  return {
    ...securityAlert(props),
    subject: "Your username was changed",
    preview: "If this was you, no action is needed.",
    title: "Your username was changed",
    username,
    message: `The username of your ${brand.name} account was changed.`,
    facts: [
      { label: "Old username", value: oldUsername },
      { label: "New username", value: newUsername },
      { label: "Time", value: at },
    ],
  };
}

export default function UsernameChanged(props: UsernameChangedProps & Footer) {
  return <EmailTemplate {...usernameChanged(props)} {...props} />;
}

UsernameChanged.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/secure-account?token=example",
  oldUsername: "johnny",
  newUsername: "john_doe",
  at: "22 November 2026 at 12:00 UTC",
  expiresIn: "72 hours",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies UsernameChangedProps & Footer;
