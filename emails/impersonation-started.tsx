import type { CommonProps, EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW } from "./preview-props";
import { noticeReason } from "./security-notice";

export type ImpersonationStartedProps = CommonProps & {
  /** When the impersonation started, formatted with its time zone. */
  at: string;
  /** When it ends by itself, formatted with its time zone. */
  until: string;
};

/** Notifies a user that an administrator looks at their account. */
export function impersonationStarted({
  at,
  until,
  brand,
  supportEmail,
}: ImpersonationStartedProps): EmailContent {
  return {
    type: "notice",
    subject: "An administrator viewed your account",
    preview: "They saw your account as you see it, and couldn't change anything.",
    title: "An administrator viewed your account",
    message: `An administrator opened your ${brand.name} account to see it as you see it, without your password and without being able to change anything.`,
    facts: [
      { label: "Time", value: at },
      { label: "Ends at the latest", value: until },
    ],
    nextSteps: `If you asked for help, you don't need to do anything. To ask for the reason, contact **${supportEmail}**.`,
    reason: noticeReason(brand.name),
  };
}

export default function ImpersonationStarted(props: ImpersonationStartedProps) {
  return <EmailTemplate content={impersonationStarted(props)} {...props} />;
}

ImpersonationStarted.PreviewProps = {
  ...PREVIEW,
  at: "22 November 2026 at 12:00 UTC",
  until: "22 November 2026 at 12:30 UTC",
} satisfies ImpersonationStartedProps;
