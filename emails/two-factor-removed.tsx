import type { EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW_NOTICE, type SecurityNoticeProps, securityNotice } from "./security-notice";

export type TwoFactorRemovedProps = SecurityNoticeProps & { method: string; methodName: string };

/** Notifies a user that a second factor was removed from their account. */
export function twoFactorRemoved(props: TwoFactorRemovedProps): EmailContent {
  const { method, methodName, brand } = props;
  const notice = securityNotice(props);
  return {
    ...notice,
    subject: "Two-factor method removed",
    preview: `${methodName} can no longer verify your logins.`,
    title: "Two-factor method removed",
    message: `A two-factor method was removed from your ${brand.name} account.`,
    facts: [{ label: "Type", value: method }, { label: "Name", value: methodName }, ...(notice.facts ?? [])],
  };
}

export default function TwoFactorRemoved(props: TwoFactorRemovedProps) {
  return <EmailTemplate content={twoFactorRemoved(props)} {...props} />;
}

TwoFactorRemoved.PreviewProps = {
  ...PREVIEW_NOTICE,
  method: "Authenticator app",
  methodName: "Phone",
} satisfies TwoFactorRemovedProps;
