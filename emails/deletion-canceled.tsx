import type { EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW_NOTICE, type SecurityNoticeProps, securityNotice } from "./security-notice";

export type DeletionCanceledProps = SecurityNoticeProps;

/** Notifies a user that their account, which was scheduled for deletion, is kept. */
export function deletionCanceled(props: DeletionCanceledProps): EmailContent {
  return {
    ...securityNotice(props),
    subject: "Your account is no longer scheduled for deletion",
    title: "Your account is no longer scheduled for deletion",
    message: `The deletion of your ${props.brand.name} account was canceled, so the account and its data won't be deleted.`,
  };
}

export default function DeletionCanceled(props: DeletionCanceledProps) {
  return <EmailTemplate content={deletionCanceled(props)} {...props} />;
}

DeletionCanceled.PreviewProps = PREVIEW_NOTICE satisfies DeletionCanceledProps;
