import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type PasswordChangedProps = {
  username: string;
  link: string;
  /** When the password was changed, formatted with its time zone. */
  at: string;
  /** For example `72 hours`. */
  expiresIn: string;
};

/** Notifies a user that their password was changed. */
export function passwordChanged({ username, link, at, expiresIn }: PasswordChangedProps): EmailContent {
  return {
    subject: "Your password was changed",
    preview: "If this was you, no action is needed.",
    title: "Your password was changed",
    username,
    message: `The password for your ${brand.name} account was changed, and you were logged out of all other devices.`,
    facts: [{ label: "Time", value: at }],
    nextSteps:
      "If this was you, no action is needed. If not, secure your account now. We'll log out all devices and email you a link to set a new password.",
    action: { label: "Secure my account", link },
    note: `This link expires in **${expiresIn}**.`,
    reason: `You received this security alert because this email address belongs to a ${brand.name} account.`,
  };
}

export default function PasswordChanged(props: PasswordChangedProps & Footer) {
  return <EmailTemplate {...passwordChanged(props)} {...props} />;
}

PasswordChanged.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/secure-account?token=example",
  at: "22 November 2026 at 12:00 UTC",
  expiresIn: "72 hours",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies PasswordChangedProps & Footer;
