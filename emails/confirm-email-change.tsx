import type { CommonProps, EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW } from "./preview-props";

export type ConfirmEmailChangeProps = CommonProps & {
  link: string;
  newEmail: string;
  /** For example `6 hours`. */
  expiresIn: string;
  /** Who asked for the change, if it wasn't the owner of the account, who then need not log in. */
  requestedBy?: string;
};

/** Asks a user to confirm their new email address. Sent to that address. */
export function confirmEmailChange({
  link,
  newEmail,
  expiresIn,
  requestedBy,
  brand,
}: ConfirmEmailChangeProps): EmailContent {
  return {
    type: "invitation",
    subject: "Confirm your new email address",
    preview: "Confirm this email address to start using it for your account.",
    title: "Confirm your new email address",
    message: `Confirm this email address to use it for your ${brand.name} account.`,
    facts: [{ label: "New email address", value: newEmail }],
    action: { label: "Confirm new email", link, style: "primary" },
    note: `This link expires in **${expiresIn}**. Until you confirm, keep logging in with your current email address.${
      requestedBy ? "" : " You need to be logged in to confirm."
    } If you don't know about this change, ignore this email: without you, nobody can use your address.`,
    reason: `You received this email because someone asked to use this email address for a ${brand.name} account.`,
  };
}

export default function ConfirmEmailChange(props: ConfirmEmailChangeProps) {
  return <EmailTemplate content={confirmEmailChange(props)} {...props} />;
}

ConfirmEmailChange.PreviewProps = {
  ...PREVIEW,
  link: "http://localhost:3000/confirm-email?token=example",
  newEmail: "john@example.org",
  expiresIn: "6 hours",
} satisfies ConfirmEmailChangeProps;
