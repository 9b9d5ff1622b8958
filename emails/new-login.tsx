import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type NewLoginProps = {
  username: string;
  link: string;
  device: string;
  at: string;
  expiryHours: string;
};

/** Tells the owner of an account of a log-in from a device that was not seen before. */
export function newLogin({ username, link, device, at, expiryHours }: NewLoginProps): EmailContent {
  return {
    subject: `New log-in to your account - ${brand.name}`,
    preview: `From ${device}.`,
    title: "A log-in from a new device",
    username,
    paragraphs: [
      `Somebody logged in to your account from a device that we have not seen before: **${device}**, on **${at}**.`,
      "If that was you, there is nothing to do. If it wasn't, shut everybody out and choose a new password.",
    ],
    action: { label: "This wasn't me", link },
    note: `The link works for **${expiryHours} hours**. Nothing happens before you press the button behind it.`,
  };
}

export default function NewLogin(props: NewLoginProps & Footer) {
  return <EmailTemplate {...newLogin(props)} {...props} />;
}

NewLogin.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/not-me?token=example",
  device: "Firefox on Linux",
  at: "22 November 2026, 12:00 UTC",
  expiryHours: "72",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies NewLoginProps & Footer;
