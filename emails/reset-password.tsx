import { type CommonProps, type EmailContent, type EventProps, eventFacts } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW, PREVIEW_EVENT } from "./preview-props";

export type ResetPasswordProps = CommonProps &
  EventProps & {
    link: string;
    /** For example `1 hour`. */
    expiresIn: string;
    /** Who requested it, if it wasn't the owner: `An administrator`. */
    requestedBy?: string;
    /** Set if the old password no longer works. */
    isRequired?: string;
  };

/** Sends a user a link to reset their password. */
export function resetPassword(props: ResetPasswordProps): EmailContent {
  const { link, expiresIn, brand, requestedBy, isRequired } = props;
  const unexpected = requestedBy
    ? "If you didn't expect it, you can ignore this email."
    : "If you didn't request it, you can ignore this email.";
  return {
    type: "invitation",
    subject: "Reset your password",
    preview: "Use this link to set a new password.",
    title: "Reset your password",
    message: messageOf(props),
    facts: eventFacts(props),
    action: { label: "Reset password", link, style: "primary" },
    note: `This link expires in **${expiresIn}** and can be used once. ${isRequired ? "After that, request a new one on the login page." : `${unexpected} Your password won't change.`}`,
    reason: `You received this email because a password reset was requested for your ${brand.name} account.`,
  };
}

function messageOf({ brand, requestedBy, isRequired }: ResetPasswordProps): string {
  if (isRequired)
    return `${requestedBy} asks you to set a new password for your ${brand.name} account. The old one no longer works, and you were logged out of all devices.`;
  if (requestedBy)
    return `${requestedBy} sent you this link to reset the password of your ${brand.name} account.`;
  return `We received a request to reset the password of your ${brand.name} account.`;
}

export default function ResetPassword(props: ResetPasswordProps) {
  return <EmailTemplate content={resetPassword(props)} {...props} />;
}

ResetPassword.PreviewProps = {
  ...PREVIEW,
  ...PREVIEW_EVENT,
  device: "",
  link: "http://localhost:3000/reset-password?token=example",
  expiresIn: "1 hour",
} satisfies ResetPasswordProps;
