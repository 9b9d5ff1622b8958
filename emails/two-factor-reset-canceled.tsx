import type { EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW_NOTICE, type SecurityNoticeProps, securityNotice } from "./security-notice";

export type TwoFactorResetCanceledProps = SecurityNoticeProps;

/** Notifies a user that two-factor authentication stays on. */
export function twoFactorResetCanceled(props: TwoFactorResetCanceledProps): EmailContent {
  return {
    ...securityNotice(props),
    subject: "Reset of two-factor authentication canceled",
    preview: "Your two-factor methods stay as they are.",
    title: "Reset of two-factor authentication canceled",
    message: `The reset of two-factor authentication for your ${props.brand.name} account was canceled, and your methods stay as they are.`,
  };
}

export default function TwoFactorResetCanceled(props: TwoFactorResetCanceledProps) {
  return <EmailTemplate content={twoFactorResetCanceled(props)} {...props} />;
}

TwoFactorResetCanceled.PreviewProps = PREVIEW_NOTICE satisfies TwoFactorResetCanceledProps;
