import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";
import { alertReason } from "./security-alert";

export type LoginAttemptsProps = {
  username: string;
  /** The page on which a password reset can be requested. */
  link: string;
  /** The number of failed logins in 24 hours. */
  failures: string;
  /** When they were counted, formatted with its time zone. */
  at: string;
};

/** Notifies a user of many failed logins to their account, with a link to reset their password. */
export function loginAttempts({ username, link, failures, at }: LoginAttemptsProps): EmailContent {
  return {
    subject: "Many failed logins to your account",
    preview: "Check that your password is strong and that you use it nowhere else.",
    title: "Many failed logins to your account",
    username,
    message: `Someone tried to log in to your ${brand.name} account with a wrong password. None of these attempts succeeded.`,
    facts: [
      { label: "Failed logins in 24 hours", value: failures },
      { label: "Time", value: at },
    ],
    nextSteps:
      "If your password is strong and you use it nowhere else, your account is safe and no action is needed. If not, or if you forgot your password, reset it now.",
    action: { label: "Reset password", link },
    note: "We send this alert at most once a day.",
    reason: alertReason,
  };
}

export default function LoginAttempts(props: LoginAttemptsProps & Footer) {
  return <EmailTemplate {...loginAttempts(props)} {...props} />;
}

LoginAttempts.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/forgot-password",
  failures: "20",
  at: "22 November 2026 at 12:00 UTC",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies LoginAttemptsProps & Footer;
