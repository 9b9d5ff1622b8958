import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";
import { alertReason } from "./security-alert";

export type AccountSuspendedProps = {
  username: string;
  /** When the account was suspended, formatted with its time zone. */
  at: string;
  supportEmail: string;
};

/** Notifies a user that their account was suspended. */
export function accountSuspended({ username, at, supportEmail }: AccountSuspendedProps): EmailContent {
  return {
    subject: "Your account was suspended",
    preview: "You can't log in until your account is reactivated.",
    title: "Your account was suspended",
    username,
    message: `An administrator suspended your ${brand.name} account, and you were logged out of all devices. You can't log in until your account is reactivated.`,
    facts: [{ label: "Time", value: at }],
    nextSteps: `To ask for the reason, or if you think this is a mistake, contact **${supportEmail}**.`,
    reason: alertReason,
  };
}

export default function AccountSuspended(props: AccountSuspendedProps & Footer) {
  return <EmailTemplate {...accountSuspended(props)} {...props} />;
}

AccountSuspended.PreviewProps = {
  username: "john_doe",
  at: "22 November 2026 at 12:00 UTC",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies AccountSuspendedProps & Footer;
