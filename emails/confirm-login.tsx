import { type CommonProps, type EmailContent, type EventProps, eventFacts } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW, PREVIEW_EVENT } from "./preview-props";

/** The event is the login that the link finishes. */
export type ConfirmLoginProps = CommonProps &
  EventProps & {
    link: string;
    /** For example `1 hour`. */
    expiresIn: string;
  };

/** Sends a user a link to finish a login from a new device while their password is being guessed. */
export function confirmLogin(props: ConfirmLoginProps): EmailContent {
  const { link, expiresIn, brand } = props;
  return {
    type: "invitation",
    subject: "Finish logging in",
    preview: "Use this link to finish logging in on a new device.",
    title: "Finish logging in",
    message: `Someone entered the correct password of your ${brand.name} account on a new device, but many other logins have failed lately, so we need to check that it was you.`,
    facts: eventFacts(props),
    nextSteps:
      "**If this wasn't you**, someone knows your password. Don't use this link, and reset your password now.",
    action: { label: "Finish logging in", link, style: "primary" },
    note: `This link expires in **${expiresIn}** and can be used once. It logs you in to the browser that you open it in.`,
    reason: `You received this email because someone logged in to your ${brand.name} account with your password.`,
  };
}

export default function ConfirmLogin(props: ConfirmLoginProps) {
  return <EmailTemplate content={confirmLogin(props)} {...props} />;
}

ConfirmLogin.PreviewProps = {
  ...PREVIEW,
  ...PREVIEW_EVENT,
  link: "http://localhost:3000/confirm-login?token=example",
  expiresIn: "1 hour",
} satisfies ConfirmLoginProps;
