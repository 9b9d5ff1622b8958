import { brand } from "./brand";
import { type Footer, Letter, type LetterContent } from "./letter";

export type PasswordChangedProps = {
  username: string;
  link: string;
  at: string;
};

/** Tells the owner of an account that its password was changed. */
export function passwordChanged({ username, link, at }: PasswordChangedProps): LetterContent {
  return {
    subject: `Your password was changed - ${brand.name}`,
    preview: "If that was you, there is nothing to do.",
    title: "Your password was changed",
    username,
    paragraphs: [
      `The password of your account was changed on **${at}**. Wherever else you were logged in, you have to log in again.`,
      "If that was you, there is nothing to do. If it wasn't, choose a new password now: that logs everybody out.",
    ],
    action: { label: "It wasn't me", link },
  };
}

export default function PasswordChanged(props: PasswordChangedProps & Footer) {
  return <Letter {...passwordChanged(props)} {...props} />;
}

PasswordChanged.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/forgot-password",
  at: "22 November 2026, 12:00 UTC",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies PasswordChangedProps & Footer;
