import { type CommonProps, type EmailContent, type EventProps, eventFacts } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW, PREVIEW_EVENT } from "./preview-props";
import { noticeReason } from "./security-notice";

/** The event is the last failed login. */
export type LoginAttemptsProps = CommonProps &
  EventProps & {
    /** The page on which a password reset can be requested. */
    link: string;
    /** The number of failed logins in 24 hours. */
    failures: string;
  };

/** Notifies a user of many failed logins to their account, with a link to reset their password. */
export function loginAttempts(props: LoginAttemptsProps): EmailContent {
  const { link, failures, brand } = props;
  return {
    type: "notice",
    subject: "Many failed logins to your account",
    preview: "None of these attempts succeeded.",
    title: "Many failed logins to your account",
    message: `Someone tried to log in to your ${brand.name} account with a wrong password, and none of these attempts succeeded.`,
    facts: [{ label: "Failed logins in 24 hours", value: failures }, ...eventFacts(props, "Last attempt")],
    nextSteps:
      "If your password is strong and you use it nowhere else, your account is safe and no action is needed. If not, or if you forgot your password, reset it now.",
    action: { label: "Reset password", link, style: "secondary" },
    note: "We send this notice at most once a day.",
    reason: noticeReason(brand.name),
  };
}

export default function LoginAttempts(props: LoginAttemptsProps) {
  return <EmailTemplate content={loginAttempts(props)} {...props} />;
}

LoginAttempts.PreviewProps = {
  ...PREVIEW,
  ...PREVIEW_EVENT,
  link: "http://localhost:3000/forgot-password",
  failures: "20",
} satisfies LoginAttemptsProps;
