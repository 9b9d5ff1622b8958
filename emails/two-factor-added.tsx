import type { EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW_NOTICE, type SecurityNoticeProps, securityNotice } from "./security-notice";

export type TwoFactorAddedProps = SecurityNoticeProps & { method: string; methodName: string };

/** Notifies a user that a second factor was added to their account. */
export function twoFactorAdded(props: TwoFactorAddedProps): EmailContent {
  const { method, methodName, brand } = props;
  const notice = securityNotice(props);
  return {
    ...notice,
    subject: "Two-factor method added",
    preview: `${methodName} can now verify your logins.`,
    title: "Two-factor method added",
    message: `A two-factor method was added to your ${brand.name} account, and trusted devices ask for it again.`,
    facts: [{ label: "Type", value: method }, { label: "Name", value: methodName }, ...(notice.facts ?? [])],
  };
}

export default function TwoFactorAdded(props: TwoFactorAddedProps) {
  return <EmailTemplate content={twoFactorAdded(props)} {...props} />;
}

TwoFactorAdded.PreviewProps = {
  ...PREVIEW_NOTICE,
  method: "Authenticator app",
  methodName: "Phone",
} satisfies TwoFactorAddedProps;
