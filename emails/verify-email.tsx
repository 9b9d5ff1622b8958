import type { CommonProps, EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW } from "./preview-props";

export type VerifyEmailProps = CommonProps & {
  link: string;
  /** For example `6 hours`. */
  expiresIn: string;
};

/** Asks a new user to verify their email address. */
export function verifyEmail({ link, expiresIn, brand }: VerifyEmailProps): EmailContent {
  return {
    type: "invitation",
    // The API contract fixes this subject, hence its different style.
    subject: `Verify Your Email - ${brand.name}`,
    preview: "Verify your email address to finish creating your account.",
    title: "Verify your email address",
    message: `Verify your email address to activate your ${brand.name} account.`,
    action: { label: "Verify email", link, style: "primary" },
    note: `This link expires in **${expiresIn}**. If you didn't create an account, you can ignore this email.`,
    reason: `You received this email because someone signed up for ${brand.name} with this email address.`,
  };
}

export default function VerifyEmail(props: VerifyEmailProps) {
  return <EmailTemplate content={verifyEmail(props)} {...props} />;
}

VerifyEmail.PreviewProps = {
  ...PREVIEW,
  link: "http://localhost:3000/verify-email?token=example",
  expiresIn: "6 hours",
} satisfies VerifyEmailProps;
