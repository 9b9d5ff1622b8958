import {
  type Action,
  type CommonProps,
  type EmailContent,
  type EventProps,
  eventFacts,
} from "./email-content";
import { PREVIEW, PREVIEW_EVENT } from "./preview-props";

export type SecurityNoticeProps = CommonProps &
  EventProps & {
    link: string;
    /** For example `72 hours`. */
    expiresIn: string;
    /** Who did it, if it wasn't the owner: `An administrator`. */
    requestedBy?: string;
  };

type Shared = Required<Pick<EmailContent, "preview" | "facts" | "nextSteps" | "note" | "reason">> & {
  type: "notice";
  action: Action;
};

/** The part of a security notice that is the same for every event: when and where it happened, and how to secure the account. */
export function securityNotice(props: SecurityNoticeProps): Shared {
  const { link, expiresIn, brand, requestedBy, supportEmail } = props;
  return {
    type: "notice",
    preview: requestedBy ? `${requestedBy} made this change.` : "If this was you, no action is needed.",
    facts: eventFacts(props),
    nextSteps: requestedBy
      ? `${requestedBy} made this change. If you have any questions, contact **${supportEmail}**. If you think that someone else has access to your account, secure it now.`
      : "If this was you, no action is needed. If not, secure your account now. We'll log out all devices and email you a link to set a new password.",
    action: { label: "Secure my account", link, style: "danger" },
    note: `This link expires in **${expiresIn}**.`,
    reason: noticeReason(brand.name),
  };
}

/** Why the owner of an account receives a security notice. */
export function noticeReason(brandName: string): string {
  return `You received this security notice because this email address belongs to a ${brandName} account.`;
}

export const PREVIEW_NOTICE: SecurityNoticeProps = {
  ...PREVIEW,
  ...PREVIEW_EVENT,
  link: "http://localhost:3000/secure-account?token=example",
  expiresIn: "72 hours",
};
