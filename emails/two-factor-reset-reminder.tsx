import type { EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import {
  PREVIEW_RESET,
  type TwoFactorResetRequestedProps,
  twoFactorResetRequested,
} from "./two-factor-reset-requested";

export type TwoFactorResetReminderProps = TwoFactorResetRequestedProps;

/** Reminds a user that two-factor authentication will be turned off, and how to cancel that. */
export function twoFactorResetReminder(props: TwoFactorResetReminderProps): EmailContent {
  const subject = "Reminder: two-factor authentication will be turned off";
  return {
    ...twoFactorResetRequested(props),
    subject,
    title: subject,
    facts: [{ label: "Takes effect", value: props.until }],
  };
}

export default function TwoFactorResetReminder(props: TwoFactorResetReminderProps) {
  return <EmailTemplate content={twoFactorResetReminder(props)} {...props} />;
}

TwoFactorResetReminder.PreviewProps = PREVIEW_RESET satisfies TwoFactorResetReminderProps;
