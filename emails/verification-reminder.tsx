import { brand } from "./brand";
import { type Footer, Letter, type LetterContent } from "./email-template";

export type RemindVerificationProps = {
  username: string;
  link: string;
  expiryHours: string;
  /** How many days after it was made an unverified account is removed. */
  lifetimeDays: string;
};

/** Reminds somebody, once, that their registration is about to lapse. */
export function remindVerification({
  username,
  link,
  expiryHours,
  lifetimeDays,
}: RemindVerificationProps): LetterContent {
  return {
    subject: `Your account is waiting for you - ${brand.name}`,
    preview: "Your address is not verified yet. This is a new link.",
    title: "Still waiting for you",
    username,
    paragraphs: [
      `You registered with ${brand.name}, but nobody has shown yet that this address is yours. Here is a new link.`,
    ],
    action: { label: "Verify Email Address", link },
    note: `The link works for **${expiryHours} hours**. An account that is not verified is removed **${lifetimeDays} days** after it was made. If you didn't create it, ignore this email: we won't remind you again.`,
  };
}

export default function RemindVerification(props: RemindVerificationProps & Footer) {
  return <Letter {...remindVerification(props)} {...props} />;
}

RemindVerification.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/verify-email?token=example",
  expiryHours: "6",
  lifetimeDays: "7",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies RemindVerificationProps & Footer;
