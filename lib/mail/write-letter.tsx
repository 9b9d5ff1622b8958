import { render } from "@react-email/components";
import { type Footer, Letter, type LetterContent, letterText } from "../../emails/letter";
import { remindVerification } from "../../emails/remind-verification";
import { verifyEmail } from "../../emails/verify-email";
import { VERIFICATION_HOURS, verificationToken } from "../auth/verification-token";
import { env } from "../env";
import type { MailKind } from "../generated/prisma/client";
import { deliverableEmail } from "../schemas/email";
import type { OutgoingMail } from "./outgoing";
import type { Letter as Sealed } from "./provider";

type Props = { username: string; link: string; expiryHours: string; lifetimeDays: string } & Footer;

const LETTERS: Record<MailKind, (props: Props) => LetterContent> = {
  verify_email: verifyEmail,
  remind_verification: remindVerification,
};

// React Email takes milliseconds a letter, and a batch has a hundred. So each kind is rendered once, with
// these in the place of what differs. Private-use characters: nobody's name has them, and React leaves them.
const PLACEHOLDERS: Props = {
  username: "\uE000username\uE001",
  link: "\uE000link\uE001",
  expiryHours: "\uE000expiryHours\uE001",
  lifetimeDays: "\uE000lifetimeDays\uE001",
  supportEmail: "\uE000supportEmail\uE001",
  year: "\uE000year\uE001",
};
const PLACEHOLDER = /\uE000(\w+)\uE001/g;

const rendered = new Map<MailKind, Promise<string>>();

/** The token in a mail; alike each time that it is asked for. */
export function tokenIn(mail: OutgoingMail): string {
  return verificationToken(mail.id);
}

/** Writes a mail: the very same letter each time, or the provider would take a repetition for another mail. */
export async function writeLetter(mail: OutgoingMail): Promise<Sealed> {
  const { APP_URL, SUPPORT_EMAIL, UNVERIFIED_LIFETIME_DAYS } = env();
  const props: Props = {
    username: mail.user.username,
    link: `${APP_URL}/verify-email?token=${tokenIn(mail)}`,
    expiryHours: String(VERIFICATION_HOURS),
    lifetimeDays: String(UNVERIFIED_LIFETIME_DAYS),
    supportEmail: SUPPORT_EMAIL,
    year: String(mail.createdAt.getUTCFullYear()),
  };
  const content = LETTERS[mail.kind](props);
  return {
    mailId: mail.id,
    to: deliverableEmail(mail.recipient),
    subject: content.subject,
    html: await htmlOf(mail.kind, props),
    text: letterText({ ...content, ...props }),
  };
}

async function htmlOf(kind: MailKind, props: Props): Promise<string> {
  const template =
    rendered.get(kind) ?? render(<Letter {...LETTERS[kind](PLACEHOLDERS)} {...PLACEHOLDERS} />);
  rendered.set(kind, template);
  return (await template).replace(PLACEHOLDER, (_, name: keyof Props) => escapeHtml(props[name]));
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

/** As React escapes text and attributes. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
