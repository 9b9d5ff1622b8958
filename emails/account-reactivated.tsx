import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";
import { alertReason } from "./security-alert";

export type AccountReactivatedProps = {
  username: string;
  /** When the account was reactivated, formatted with its time zone. */
  at: string;
  supportEmail: string;
};

/** Notifies a user that the suspension of their account has ended. */
export function accountReactivated({ username, at, supportEmail }: AccountReactivatedProps): EmailContent {
  return {
    subject: "Your account was reactivated",
    preview: "You can log in again.",
    title: "Your account was reactivated",
    username,
    message: `An administrator reactivated your ${brand.name} account. You can log in again.`,
    facts: [{ label: "Time", value: at }],
    nextSteps: `If you have any questions, contact **${supportEmail}**.`,
    reason: alertReason,
  };
}

export default function AccountReactivated(props: AccountReactivatedProps & Footer) {
  return <EmailTemplate {...accountReactivated(props)} {...props} />;
}

AccountReactivated.PreviewProps = {
  username: "john_doe",
  at: "22 November 2026 at 12:00 UTC",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies AccountReactivatedProps & Footer;
