import { type CommonProps, type EmailContent, type EventProps, eventFacts } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW, PREVIEW_EVENT } from "./preview-props";
import { noticeReason } from "./security-notice";

export type TwoFactorResetRequestedProps = CommonProps &
  EventProps & {
    link: string;
    /** When two-factor authentication will be turned off, formatted with its time zone. */
    until: string;
    /** Who requested it, if it wasn't the owner of the account. */
    requestedBy?: string;
  };

/** Notifies a user that two-factor authentication will be turned off, and how to cancel that. */
export function twoFactorResetRequested(props: TwoFactorResetRequestedProps): EmailContent {
  const { link, until, brand, requestedBy } = props;
  return {
    type: "notice",
    subject: "Two-factor authentication will be turned off",
    preview: `You can cancel this until ${until}.`,
    title: "Two-factor authentication will be turned off",
    message: `${requestedBy || "Someone"} requested a reset of two-factor authentication for your ${brand.name} account, after which your password alone logs you in.`,
    facts: [{ label: "Takes effect", value: until }, ...eventFacts(props, "Requested")],
    nextSteps:
      "If you asked for this, no action is needed. If not, cancel it now and change your password. Any login with one of your two-factor methods cancels it too.",
    action: { label: "Cancel the reset", link, style: "danger" },
    reason: noticeReason(brand.name),
  };
}

export default function TwoFactorResetRequested(props: TwoFactorResetRequestedProps) {
  return <EmailTemplate content={twoFactorResetRequested(props)} {...props} />;
}

export const PREVIEW_RESET: TwoFactorResetRequestedProps = {
  ...PREVIEW,
  ...PREVIEW_EVENT,
  device: "",
  link: "http://localhost:3000/cancel-two-factor-reset?token=example",
  until: "25 November 2026 at 12:00 UTC",
};

TwoFactorResetRequested.PreviewProps = PREVIEW_RESET satisfies TwoFactorResetRequestedProps;
