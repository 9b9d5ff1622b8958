import type { CommonProps, EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW } from "./preview-props";
import { noticeReason } from "./security-notice";

export type AccountSuspendedProps = CommonProps & {
  /** When the account was suspended, formatted with its time zone. */
  at: string;
};

/** Notifies a user that their account was suspended. */
export function accountSuspended({ at, brand, supportEmail }: AccountSuspendedProps): EmailContent {
  return {
    type: "notice",
    subject: "Your account was suspended",
    preview: "You can't log in until your account is reactivated.",
    title: "Your account was suspended",
    message: `An administrator suspended your ${brand.name} account, and you can't log in until it is reactivated.`,
    facts: [{ label: "Time", value: at }],
    nextSteps: `To ask for the reason, or if you think this is a mistake, contact **${supportEmail}**.`,
    reason: noticeReason(brand.name),
  };
}

export default function AccountSuspended(props: AccountSuspendedProps) {
  return <EmailTemplate content={accountSuspended(props)} {...props} />;
}

AccountSuspended.PreviewProps = {
  ...PREVIEW,
  at: "22 November 2026 at 12:00 UTC",
} satisfies AccountSuspendedProps;
