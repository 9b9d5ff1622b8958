import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type ResetPasswordProps = {
  username: string;
  link: string;
  expiryHours: string;
};

/** Brings who forgot their password a link to set a new one. */
export function resetPassword({ username, link, expiryHours }: ResetPasswordProps): EmailContent {
  return {
    subject: `Reset your password - ${brand.name}`,
    preview: "A link to choose a new password.",
    title: "Choose a new password",
    username,
    paragraphs: [
      "Somebody, hopefully you, asked for a new password for your account. Open the link to choose one.",
    ],
    action: { label: "Choose a new password", link },
    note: `The link works for **${expiryHours} hour**, once. If you didn't ask for it, ignore this email: your password stays as it is.`,
  };
}

export default function ResetPassword(props: ResetPasswordProps & Footer) {
  return <EmailTemplate {...resetPassword(props)} {...props} />;
}

ResetPassword.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/reset-password?token=example",
  expiryHours: "1",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies ResetPasswordProps & Footer;
