import type { CommonProps, EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW } from "./preview-props";
import { noticeReason } from "./security-notice";

export type AccountSuspendedProps = CommonProps & {
  /** When the account was suspended, formatted with its time zone. */
  at: string;
  /** When the suspension ends by itself, formatted with its time zone. */
  until?: string;
};

/** Notifies a user that their account was suspended. */
export function accountSuspended({ at, until, brand, supportEmail }: AccountSuspendedProps): EmailContent {
  return {
    type: "notice",
    subject: "Your account was suspended",
    preview: until
      ? `You can't log in until ${until}.`
      : "You can't log in until your account is reactivated.",
    title: "Your account was suspended",
    message: `An administrator suspended your ${brand.name} account, and you can't log in until ${until || "it is reactivated"}.`,
    facts: [{ label: "Time", value: at }, ...(until ? [{ label: "Suspended until", value: until }] : [])],
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
