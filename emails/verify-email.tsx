import type { CommonProps, EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW } from "./preview-props";

export type VerifyEmailProps = CommonProps & {
  link: string;
  /** For example `6 hours`. */
  expiresIn: string;
  /** The 6 digits that can be typed in place of opening the link. */
  code: string;
  /** The page that removes the registration. */
  removalLink: string;
};

/** Asks a new user to verify their email address. */
export function verifyEmail({ link, expiresIn, code, removalLink, brand }: VerifyEmailProps): EmailContent {
  return {
    type: "invitation",
    // The API contract fixes this subject, hence its different style.
    subject: `Verify Your Email - ${brand.name}`,
    preview: `${code} is your verification code. Enter it where you signed up, or click the button.`,
    title: "Verify your email address",
    message: `Verify your email address to activate your ${brand.name} account.`,
    nextSteps: "Enter this code where you signed up, or click the button.",
    code: { label: "Verification code", value: code },
    action: { label: "Verify email", link, style: "primary" },
    note: `The code and the link expire in **${expiresIn}**. Don't give the code to anyone. If you didn't create an account, you can ignore this email, or remove the registration.`,
    alternative: { label: "This wasn't me: remove it", link: removalLink },
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
  code: "482913",
  removalLink: "http://localhost:3000/remove-registration?token=example",
} satisfies VerifyEmailProps;
