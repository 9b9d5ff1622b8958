import { brand } from "./brand";
import { type Footer, Letter, type LetterContent } from "./email-template";

export type EmailRestoredProps = {
  username: string;
  newEmail: string;
  supportEmail: string;
};

/** Tells an address that the one which it had taken the place of is back. */
export function emailRestored({ username, newEmail, supportEmail }: EmailRestoredProps): LetterContent {
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

export default function EmailRestored(props: EmailRestoredProps & Footer) {
  return <Letter {...emailRestored(props)} {...props} />;
}

EmailRestored.PreviewProps = {
  username: "john_doe",
  newEmail: "john@example.com",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies EmailRestoredProps & Footer;
