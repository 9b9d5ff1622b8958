import { type CommonProps, type EmailContent, type EventProps, eventFacts } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW, PREVIEW_EVENT } from "./preview-props";
import { noticeReason } from "./security-notice";

/** The event is the last failed attempt. */
export type LoginAttemptsProps = CommonProps &
  EventProps & {
    /** The page on which a password reset can be requested. */
    link: string;
    /** The number of failed attempts in 24 hours. */
    failures: string;
    /** How many of them were in a session; empty or missing if none. */
    confirmations?: string;
  };

/** Notifies a user of many wrong passwords and codes for their account, with a link to reset their password. */
export function loginAttempts(props: LoginAttemptsProps): EmailContent {
  const { link, failures, confirmations, brand } = props;
  return {
    type: "notice",
    subject: "Many failed attempts to access your account",
    preview: "None of these attempts succeeded.",
    title: "Many failed attempts to access your account",
    message: `Someone entered a wrong password or code for your ${brand.name} account many times, and none of these attempts succeeded.`,
    facts: [
      { label: "Failed in 24 hours", value: failures },
      { label: "On a logged-in device", value: confirmations },
      ...eventFacts(props, "Last attempt"),
    ],
    nextSteps: confirmations
      ? "Some of these attempts were made on a device that was logged in to your account. If that wasn't you, reset your password now, which logs out all devices."
      : "If your password is strong and you use it nowhere else, your account is safe and no action is needed. If not, or if you forgot your password, reset it now.",
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
