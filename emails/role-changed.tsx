import type { CommonProps, EmailContent } from "./email-content";
import { EmailTemplate } from "./email-template";
import { PREVIEW } from "./preview-props";
import { noticeReason } from "./security-notice";

export type RoleChangedProps = CommonProps & {
  role: string;
  previousRole: string;
  /** When the role was changed, formatted with its time zone. */
  at: string;
};

/** Notifies a user that an administrator gave them another role. */
export function roleChanged({ role, previousRole, at, brand, supportEmail }: RoleChangedProps): EmailContent {
  return {
    type: "notice",
    subject: "Your role was changed",
    preview: `Your role is now ${role}.`,
    title: "Your role was changed",
    message: `An administrator changed the role of your ${brand.name} account, and you were logged out of all devices.`,
    facts: [
      { label: "New role", value: capitalized(role) },
      { label: "Previous role", value: capitalized(previousRole) },
      { label: "Time", value: at },
    ],
    nextSteps: `Log in again to continue. If you didn't expect this change, contact **${supportEmail}**.`,
    reason: noticeReason(brand.name),
  };
}

/** The names of the roles on pages are their values in this form. */
const capitalized = (role: string) => role.charAt(0).toUpperCase() + role.slice(1);

export default function RoleChanged(props: RoleChangedProps) {
  return <EmailTemplate content={roleChanged(props)} {...props} />;
}

RoleChanged.PreviewProps = {
  ...PREVIEW,
  role: "manager",
  previousRole: "user",
  at: "22 November 2026 at 12:00 UTC",
} satisfies RoleChangedProps;
