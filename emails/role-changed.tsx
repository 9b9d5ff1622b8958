import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";
import { alertReason } from "./security-alert";

export type RoleChangedProps = {
  username: string;
  role: string;
  previousRole: string;
  /** When the role was changed, formatted with its time zone. */
  at: string;
  supportEmail: string;
};

/** Notifies a user that an administrator gave them another role. */
export function roleChanged({
  username,
  role,
  previousRole,
  at,
  supportEmail,
}: RoleChangedProps): EmailContent {
  return {
    subject: "Your role was changed",
    preview: `Your role is now ${role}.`,
    title: "Your role was changed",
    username,
    message: `An administrator changed the role of your ${brand.name} account, and you were logged out of all devices.`,
    facts: [
      { label: "New role", value: role },
      { label: "Previous role", value: previousRole },
      { label: "Time", value: at },
    ],
    nextSteps: `Log in again to continue. If you didn't expect this change, contact **${supportEmail}**.`,
    reason: alertReason,
  };
}

export default function RoleChanged(props: RoleChangedProps & Footer) {
  return <EmailTemplate {...roleChanged(props)} {...props} />;
}

RoleChanged.PreviewProps = {
  username: "john_doe",
  role: "manager",
  previousRole: "user",
  at: "22 November 2026 at 12:00 UTC",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies RoleChangedProps & Footer;
