import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";
import { type SecurityAlertProps, securityAlert } from "./security-alert";

export type DataExportedProps = SecurityAlertProps;

/** Notifies a user that all data of their account was downloaded. */
export function dataExported(props: DataExportedProps): EmailContent {
  const { username, at } = props;
  return {
    ...securityAlert(props),
    subject: "Your account data was downloaded",
    preview: "If this was you, no action is needed.",
    title: "Your account data was downloaded",
    username,
    message: `A copy of all data in your ${brand.name} account was downloaded.`,
    facts: [{ label: "Time", value: at }],
  };
}

export default function DataExported(props: DataExportedProps & Footer) {
  return <EmailTemplate {...dataExported(props)} {...props} />;
}

DataExported.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/secure-account?token=example",
  at: "22 November 2026 at 12:00 UTC",
  expiresIn: "72 hours",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies DataExportedProps & Footer;
