import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";
import { type SecurityAlertProps, securityAlert } from "./security-alert";

export type NewLoginProps = SecurityAlertProps & {
  device: string;
  /** `Yes` or `No`. */
  isTrusted: string;
};

/** Notifies a user of a login from a new device. */
export function newLogin(props: NewLoginProps): EmailContent {
  const { username, device, isTrusted, at } = props;
  return {
    ...securityAlert(props),
    subject: "New login to your account",
    preview: `We noticed a login from ${device}.`,
    title: "New login to your account",
    username,
    message: `We noticed a login to your ${brand.name} account from a new device.`,
    facts: [
      { label: "Device", value: device },
      { label: "Trusted device", value: isTrusted },
      { label: "Time", value: at },
    ],
  };
}

export default function NewLogin(props: NewLoginProps & Footer) {
  return <EmailTemplate {...newLogin(props)} {...props} />;
}

NewLogin.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/secure-account?token=example",
  device: "Firefox on Linux",
  isTrusted: "No",
  at: "22 November 2026 at 12:00 UTC",
  expiresIn: "72 hours",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies NewLoginProps & Footer;
