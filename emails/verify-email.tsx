import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type VerifyEmailProps = { username: string; link: string; expiryHours: string };

/** Asks the owner of an address to confirm that the new account is theirs. */
export function verifyEmail({ username, link, expiryHours }: VerifyEmailProps): EmailContent {
  return {
    subject: `Verify Your Email - ${brand.name}`,
    preview: "One press of a button, and your account is ready.",
    title: "Verify your email",
    username,
    paragraphs: [
      `Thank you for registering with ${brand.name}. Open the link and press the button there to show that this address is yours.`,
    ],
    action: { label: "Verify Email Address", link },
    note: `The link works for **${expiryHours} hours**. If you didn't create this account, ignore this email: without your press of the button nothing happens.`,
    list: {
      lead: "Once your address is verified, you can:",
      items: ["Log in to your account", "Complete your profile", "Manage your trusted devices"],
    },
  };
}

export default function VerifyEmail(props: VerifyEmailProps & Footer) {
  return <EmailTemplate {...verifyEmail(props)} {...props} />;
}

VerifyEmail.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/verify-email?token=example",
  expiryHours: "6",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies VerifyEmailProps & Footer;
