import type { EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW_NOTICE, type SecurityNoticeProps, securityNotice } from "./security-notice";

export type RecoveryCodeUsedProps = SecurityNoticeProps & { remaining: string };

/** Notifies a user that one of their recovery codes was used. */
export function recoveryCodeUsed(props: RecoveryCodeUsedProps): EmailContent {
  const { remaining, brand } = props;
  const notice = securityNotice(props);
  return {
    ...notice,
    subject: "A recovery code was used",
    preview: `Remaining recovery codes: ${remaining}`,
    title: "A recovery code was used",
    message: `A recovery code of your ${brand.name} account was used.`,
    facts: [{ label: "Remaining codes", value: remaining }, ...(notice.facts ?? [])],
    nextSteps: `Each code works once. If few remain, create new ones under Account > Security. ${notice.nextSteps}`,
  };
}

export default function RecoveryCodeUsed(props: RecoveryCodeUsedProps) {
  return <EmailTemplate content={recoveryCodeUsed(props)} {...props} />;
}

RecoveryCodeUsed.PreviewProps = { ...PREVIEW_NOTICE, remaining: "9" } satisfies RecoveryCodeUsedProps;
