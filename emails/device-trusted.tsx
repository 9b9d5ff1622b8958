import type { EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW_NOTICE, type SecurityNoticeProps, securityNotice } from "./security-notice";

export type DeviceTrustedProps = SecurityNoticeProps;

/** Notifies a user that a device of theirs is trusted from now on. */
export function deviceTrusted(props: DeviceTrustedProps): EmailContent {
  return {
    ...securityNotice(props),
    subject: "New trusted device",
    title: "New trusted device",
    message: `A device was added to the trusted devices of your ${props.brand.name} account.`,
  };
}

export default function DeviceTrusted(props: DeviceTrustedProps) {
  return <EmailTemplate content={deviceTrusted(props)} {...props} />;
}

DeviceTrusted.PreviewProps = PREVIEW_NOTICE satisfies DeviceTrustedProps;
