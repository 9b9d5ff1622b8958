import { brand } from "./brand";
import { type EmailContent, EmailTemplate, type Footer } from "./email-template";

export type DeletionScheduledProps = {
  username: string;
  link: string;
  until: string;
};

/** Tells the owner of an account when it will be gone, and how to keep it. */
export function deletionScheduled({ username, link, until }: DeletionScheduledProps): EmailContent {
  return {
    subject: `Your account will be deleted - ${brand.name}`,
    preview: `On ${until}. Log in before to keep it.`,
    title: "Your account will be deleted",
    username,
    paragraphs: [
      `As you asked, your account will be deleted on **${until}**, with all that belongs to it.`,
      "If you log in before that day, it stays. If it wasn't you who asked, choose a new password first: the page for logging in has a link to do so.",
    ],
    action: { label: "Log in and keep it", link },
  };
}

export default function DeletionScheduled(props: DeletionScheduledProps & Footer) {
  return <EmailTemplate {...deletionScheduled(props)} {...props} />;
}

DeletionScheduled.PreviewProps = {
  username: "john_doe",
  link: "http://localhost:3000/login",
  until: "29 November 2026, 12:00 UTC",
  supportEmail: "support@realmfa.com",
  year: "2026",
} satisfies DeletionScheduledProps & Footer;
