import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";
import { type SecurityAlertProps, securityAlert } from "./security-alert";

export type DeviceTrustedProps = SecurityAlertProps & { device: string };

/** Notifies a user that a device of theirs is trusted from now on. */
export function deviceTrusted(props: DeviceTrustedProps): EmailContent {
  const { username, device, at } = props;
  return {
    ...securityAlert(props),
    subject: "New trusted device",
    preview: `${device} is now a trusted device.`,
    title: "New trusted device",
    username,
    message: `A device was added to the trusted devices of your ${brand.name} account.`,
    facts: [
      { label: "Device", value: device },
      { label: "Time", value: at },
    ],
  };
}

export default function DeviceTrusted(props: DeviceTrustedProps & Footer) {
  return <EmailTemplate {...deviceTrusted(props)} {...props} />;
}

DeviceTrusted.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/secure-account?token=example",
  device: "Firefox on Linux",
  at: "22 November 2026 at 12:00 UTC",
  expiresIn: "72 hours",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies DeviceTrustedProps & Footer;
