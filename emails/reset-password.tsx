import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type ResetPasswordProps = {
  username: string;
  link: string;
  /** For example `1 hour`. */
  expiresIn: string;
};

/** Sends a user a link to reset their password. */
export function resetPassword({ username, link, expiresIn }: ResetPasswordProps): EmailContent {
  return {
    subject: "Reset your password",
    preview: "Use this link to choose a new password.",
    title: "Reset your password",
    username,
    message: `We received a request to reset the password for your ${brand.name} account.`,
    action: { label: "Reset password", link },
    note: `This link expires in **${expiresIn}** and can be used once. If you didn't request it, ignore this email. Your password won't change.`,
    reason: `You received this email because a password reset was requested for your ${brand.name} account.`,
  };
}

export default function ResetPassword(props: ResetPasswordProps & Footer) {
  return <EmailTemplate {...resetPassword(props)} {...props} />;
}

ResetPassword.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/reset-password?token=example",
  expiresIn: "1 hour",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies ResetPasswordProps & Footer;
