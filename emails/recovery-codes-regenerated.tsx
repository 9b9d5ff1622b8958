import type { EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW_NOTICE, type SecurityNoticeProps, securityNotice } from "./security-notice";

export type RecoveryCodesRegeneratedProps = SecurityNoticeProps;

/** Notifies a user that their recovery codes were replaced. */
export function recoveryCodesRegenerated(props: RecoveryCodesRegeneratedProps): EmailContent {
  return {
    ...securityNotice(props),
    subject: "Your recovery codes were replaced",
    preview: "The old recovery codes no longer work.",
    title: "Your recovery codes were replaced",
    message: `Your ${props.brand.name} account has new recovery codes, so the old ones no longer work and trusted devices ask for a second factor again.`,
  };
}

export default function RecoveryCodesRegenerated(props: RecoveryCodesRegeneratedProps) {
  return <EmailTemplate content={recoveryCodesRegenerated(props)} {...props} />;
}

RecoveryCodesRegenerated.PreviewProps = PREVIEW_NOTICE satisfies RecoveryCodesRegeneratedProps;
