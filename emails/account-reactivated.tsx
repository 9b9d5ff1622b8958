import type { CommonProps, EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW } from "./preview-props";
import { noticeReason } from "./security-notice";

export type AccountReactivatedProps = CommonProps & {
  /** When the account was reactivated, formatted with its time zone. */
  at: string;
  /** Set if the suspension ended by itself. */
  isEnded?: string;
};

/** Notifies a user that the suspension of their account has ended. */
export function accountReactivated({
  at,
  isEnded,
  brand,
  supportEmail,
}: AccountReactivatedProps): EmailContent {
  return {
    type: "notice",
    subject: "Your account was reactivated",
    preview: "You can log in again.",
    title: "Your account was reactivated",
    message: isEnded
      ? `The suspension of your ${brand.name} account has ended, and you can log in again.`
      : `An administrator reactivated your ${brand.name} account, and you can log in again.`,
    facts: [{ label: "Time", value: at }],
    nextSteps: `If you have any questions, contact **${supportEmail}**.`,
    reason: noticeReason(brand.name),
  };
}

export default function AccountReactivated(props: AccountReactivatedProps) {
  return <EmailTemplate content={accountReactivated(props)} {...props} />;
}

AccountReactivated.PreviewProps = {
  ...PREVIEW,
  at: "22 November 2026 at 12:00 UTC",
} satisfies AccountReactivatedProps;
