import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type NewLoginProps = {
  username: string;
  link: string;
  device: string;
  /** When the login happened, formatted with its time zone. */
  at: string;
  /** For example `72 hours`. */
  expiresIn: string;
};

/** Notifies a user of a login from a new device. */
export function newLogin({ username, link, device, at, expiresIn }: NewLoginProps): EmailContent {
  return {
    subject: "New login to your account",
    preview: `We noticed a login from ${device}.`,
    title: "New login to your account",
    username,
    message: `We noticed a login to your ${brand.name} account from a new device.`,
    facts: [
      { label: "Device", value: device },
      { label: "Time", value: at },
    ],
    nextSteps:
      "If this was you, no action is needed. If not, secure your account now. We'll log out all devices and email you a link to set a new password.",
    action: { label: "Secure my account", link },
    note: `This link expires in **${expiresIn}**.`,
    reason: `You received this security alert because this email address belongs to a ${brand.name} account.`,
  };
}

export default function NewLogin(props: NewLoginProps & Footer) {
  return <EmailTemplate {...newLogin(props)} {...props} />;
}

NewLogin.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/secure-account?token=example",
  device: "Firefox on Linux",
  at: "22 November 2026 at 12:00 UTC",
  expiresIn: "72 hours",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies NewLoginProps & Footer;
