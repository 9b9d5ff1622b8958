import { type EmailContent, eventFacts } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW_NOTICE, type SecurityNoticeProps, securityNotice } from "./security-notice";

export type NewLoginProps = SecurityNoticeProps & {
  /** Whether the person chose to trust the device: `Yes` or `No`. */
  isTrusted: string;
};

/** Notifies a user of a login from a new device. */
export function newLogin(props: NewLoginProps): EmailContent {
  const { brand, isTrusted } = props;
  return {
    ...securityNotice(props),
    subject: "New login to your account",
    title: "New login to your account",
    message: `We noticed a login to your ${brand.name} account from a new device.`,
    facts: [...eventFacts(props), { label: "Trusted device", value: isTrusted }],
  };
}

export default function NewLogin(props: NewLoginProps) {
  return <EmailTemplate content={newLogin(props)} {...props} />;
}

NewLogin.PreviewProps = { ...PREVIEW_NOTICE, isTrusted: "No" } satisfies NewLoginProps;
