import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type EmailChangeRevertedProps = {
  username: string;
  newEmail: string;
  supportEmail: string;
};

/** Tells an address that the one which it had taken the place of is back. */
export function emailChangeReverted({
  username,
  newEmail,
  supportEmail,
}: EmailChangeRevertedProps): EmailContent {
  return {
    subject: `This is no longer your email - ${brand.name}`,
    preview: `The account has the address ${newEmail} again.`,
    title: "The change of your email was undone",
    username,
    paragraphs: [
      `Somebody who reads the mail of **${newEmail}** took that address back. Your account has it in place of this one, everybody was logged out, and a new password is chosen there.`,
      `If that was you, there is nothing to do. If it wasn't, write to **${supportEmail}**.`,
    ],
  };
}

export default function EmailChangeReverted(props: EmailChangeRevertedProps & Footer) {
  return <EmailTemplate {...emailChangeReverted(props)} {...props} />;
}

EmailChangeReverted.PreviewProps = {
  username: "john_doe",
  newEmail: "john@example.com",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies EmailChangeRevertedProps & Footer;
