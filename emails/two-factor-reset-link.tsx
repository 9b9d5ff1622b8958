import { type CommonProps, type EmailContent, type EventProps, eventFacts } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW, PREVIEW_EVENT } from "./preview-props";

export type TwoFactorResetLinkProps = CommonProps &
  EventProps & {
    link: string;
    /** For example `1 hour`. */
    expiresIn: string;
  };

/** Sends a user who lost every second factor a link to start the reset. */
export function twoFactorResetLink(props: TwoFactorResetLinkProps): EmailContent {
  const { link, expiresIn, brand } = props;
  return {
    type: "invitation",
    subject: "Reset two-factor authentication",
    preview: "Use this link if you lost all your two-factor methods.",
    title: "Reset two-factor authentication",
    message: `Someone who knows the password of your ${brand.name} account says that all two-factor methods are lost.`,
    facts: eventFacts(props),
    nextSteps:
      "If this was you, start the reset. It takes effect after a waiting time. If not, someone knows your password: log in and change it now. Your two-factor methods keep protecting your account.",
    action: { label: "Start the reset", link, style: "primary" },
    note: `This link expires in **${expiresIn}** and can be used once.`,
    reason: `You received this email because a reset of two-factor authentication was requested for your ${brand.name} account.`,
  };
}

export default function TwoFactorResetLink(props: TwoFactorResetLinkProps) {
  return <EmailTemplate content={twoFactorResetLink(props)} {...props} />;
}

TwoFactorResetLink.PreviewProps = {
  ...PREVIEW,
  ...PREVIEW_EVENT,
  device: "",
  link: "http://localhost:3000/reset-two-factor?token=example",
  expiresIn: "1 hour",
} satisfies TwoFactorResetLinkProps;
