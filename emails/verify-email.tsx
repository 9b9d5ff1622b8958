import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type VerifyEmailProps = {
  username: string;
  link: string;
  /** For example `6 hours`. */
  expiresIn: string;
};

/** Asks a new user to verify their email address. */
export function verifyEmail({ username, link, expiresIn }: VerifyEmailProps): EmailContent {
  return {
    // The API contract fixes this subject, hence its different style.
    subject: `Verify Your Email - ${brand.name}`,
    preview: "Verify your email address to finish creating your account.",
    title: "Verify your email address",
    username,
    message: `Thanks for signing up for ${brand.name}. Verify your email address to activate your account.`,
    action: { label: "Verify email", link },
    note: `This link expires in **${expiresIn}**. If you didn't create an account, you can safely ignore this email.`,
    reason: `You received this email because someone signed up for ${brand.name} with this email address.`,
  };
}

export default function VerifyEmail(props: VerifyEmailProps & Footer) {
  return <EmailTemplate {...verifyEmail(props)} {...props} />;
}

VerifyEmail.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/verify-email?token=example",
  expiresIn: "6 hours",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies VerifyEmailProps & Footer;
