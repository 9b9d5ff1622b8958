import { brand } from "./brand";
import type { EmailContent } from "./email-template";

export type SecurityAlertProps = {
  username: string;
  link: string;
  /** When the event happened, formatted with its time zone. */
  at: string;
  /** For example `72 hours`. */
  expiresIn: string;
};

type AlertContent = Required<Pick<EmailContent, "nextSteps" | "action" | "note" | "reason">>;

/** The part of a security alert that is the same for every event: how to secure the account. */
export function securityAlert({ link, expiresIn }: SecurityAlertProps): AlertContent {
  return {
    nextSteps:
      "If this was you, no action is needed. If not, secure your account now. We'll log out all devices and email you a link to set a new password.",
    action: { label: "Secure my account", link },
    note: `This link expires in **${expiresIn}**.`,
    reason: alertReason,
  };
}

/** Why the owner of an account receives a security alert. */
export const alertReason = `You received this security alert because this email address belongs to a ${brand.name} account.`;
