import type { EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW_NOTICE, type SecurityNoticeProps, securityNotice } from "./security-notice";

export type TwoFactorResetDoneProps = SecurityNoticeProps;

/** Notifies a user that two-factor authentication was turned off because they lost every method. */
export function twoFactorResetDone(props: TwoFactorResetDoneProps): EmailContent {
  const notice = securityNotice(props);
  return {
    ...notice,
    subject: "Two-factor authentication was reset",
    preview: "Your password alone logs you in again.",
    title: "Two-factor authentication was reset",
    message: `All two-factor methods were removed from your ${props.brand.name} account, and all devices were logged out.`,
    nextSteps: `Log in with your password, then add a method again. ${notice.nextSteps}`,
  };
}

export default function TwoFactorResetDone(props: TwoFactorResetDoneProps) {
  return <EmailTemplate content={twoFactorResetDone(props)} {...props} />;
}

TwoFactorResetDone.PreviewProps = PREVIEW_NOTICE satisfies TwoFactorResetDoneProps;
