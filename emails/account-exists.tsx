import type { CommonProps, EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW } from "./preview-props";

export type AccountExistsProps = CommonProps & {
  /** The login page. */
  link: string;
  /** The page that requests a link to reset the password. */
  resetLink: string;
};

/** Tells the owner of an address that somebody has tried to use it for another account. */
export function accountExists({ link, resetLink, brand }: AccountExistsProps): EmailContent {
  return {
    type: "invitation",
    subject: "You already have an account",
    preview: "Someone tried to sign up with your email address. Log in, or reset your password.",
    title: "You already have an account",
    message: `Someone tried to use this email address for a new ${brand.name} account, but it already has one.`,
    nextSteps: "If it was you, log in. If you don't know your password, reset it.",
    action: { label: "Log in", link, style: "primary" },
    alternative: { label: "Reset password", link: resetLink },
    note: "If it wasn't you, you can ignore this email. Your account is unchanged, and nobody learned that it exists. We send this email at most once an hour.",
    reason: `You received this email because someone entered your email address at ${brand.name}.`,
  };
}

export default function AccountExists(props: AccountExistsProps) {
  return <EmailTemplate content={accountExists(props)} {...props} />;
}

AccountExists.PreviewProps = {
  ...PREVIEW,
  link: "http://localhost:3000/login",
  resetLink: "http://localhost:3000/forgot-password",
} satisfies AccountExistsProps;
