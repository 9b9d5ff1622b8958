import type { CommonProps, EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW } from "./preview-props";

export type InvitationProps = CommonProps & {
  link: string;
  /** For example `7 days`. */
  expiresIn: string;
};

/** Invites somebody for whom an administrator created an account to set a password. */
export function invitation({ link, expiresIn, brand, username }: InvitationProps): EmailContent {
  return {
    type: "invitation",
    subject: `Your invitation to ${brand.name}`,
    preview: "Set a password to start using your account.",
    title: `Your invitation to ${brand.name}`,
    message: `An administrator created a ${brand.name} account for you with the username **${username}**.`,
    nextSteps: "Set a password to start using it.",
    action: { label: "Set password", link, style: "primary" },
    note: `This link expires in **${expiresIn}** and can be used once. If you don't want an account, you can ignore this email: the account is deleted then.`,
    reason: `You received this email because an administrator invited you to ${brand.name}.`,
  };
}

export default function Invitation(props: InvitationProps) {
  return <EmailTemplate content={invitation(props)} {...props} />;
}

Invitation.PreviewProps = {
  ...PREVIEW,
  link: "http://localhost:3000/accept-invitation?token=example",
  expiresIn: "7 days",
} satisfies InvitationProps;
