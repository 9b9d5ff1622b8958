import type { EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW_NOTICE, type SecurityNoticeProps, securityNotice } from "./security-notice";

export type DataExportedProps = SecurityNoticeProps;

/** Notifies a user that all data of their account was downloaded. */
export function dataExported(props: DataExportedProps): EmailContent {
  return {
    ...securityNotice(props),
    subject: "Your account data was downloaded",
    title: "Your account data was downloaded",
    message: `A copy of all data in your ${props.brand.name} account was downloaded.`,
  };
}

export default function DataExported(props: DataExportedProps) {
  return <EmailTemplate content={dataExported(props)} {...props} />;
}

DataExported.PreviewProps = PREVIEW_NOTICE satisfies DataExportedProps;
