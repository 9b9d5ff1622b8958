import type { EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW_NOTICE, type SecurityNoticeProps, securityNotice } from "./security-notice";

export type PasswordChangedProps = SecurityNoticeProps;

/** Notifies a user that their password was changed. */
export function passwordChanged(props: PasswordChangedProps): EmailContent {
  return {
    ...securityNotice(props),
    subject: "Your password was changed",
    title: "Your password was changed",
    message: `The password of your ${props.brand.name} account was changed, and all other devices were logged out.`,
  };
}

export default function PasswordChanged(props: PasswordChangedProps) {
  return <EmailTemplate content={passwordChanged(props)} {...props} />;
}

PasswordChanged.PreviewProps = PREVIEW_NOTICE satisfies PasswordChangedProps;
