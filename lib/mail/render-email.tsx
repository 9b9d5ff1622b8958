import { render } from "@react-email/components";
import { confirmEmailChange } from "@/emails/confirm-email-change";
import { deletionScheduled } from "@/emails/deletion-scheduled";
import { emailChangeReverted } from "@/emails/email-change-reverted";
import { emailChanged } from "@/emails/email-changed";
import { type EmailContent, EmailTemplate, type Footer, renderPlainText } from "@/emails/email-template";
import { newLogin } from "@/emails/new-login";
import { passwordChanged } from "@/emails/password-changed";
import { resetPassword } from "@/emails/reset-password";
import { verificationReminder } from "@/emails/verification-reminder";
import { verifyEmail } from "@/emails/verify-email";
import { env } from "@/lib/config/env";
import type { EmailKind } from "@/lib/generated/prisma/client";
import { canonicalEmail, deliverableEmail } from "@/lib/schemas/email";
import { deriveEmailToken, type EmailToken, TOKEN_HOURS, type TokenPurpose } from "@/lib/tokens/email-tokens";
import type { EmailDetails, OutboxEmail } from "./outbox";
import type { RenderedEmail } from "./provider";

type Props = Required<EmailDetails> &
  Footer & { username: string; link: string; expiryHours: string; lifetimeDays: string };

type Template = {
  content: (props: Props) => EmailContent;
  /** Where its link leads. */
  path: string;
  /** What the token in its link can do; without one the link is the page alone. */
  purpose?: TokenPurpose;
};

const TEMPLATES: Record<EmailKind, Template> = {
  verify_email: { content: verifyEmail, path: "/verify-email", purpose: "verify-email" },
  verification_reminder: { content: verificationReminder, path: "/verify-email", purpose: "verify-email" },
  reset_password: { content: resetPassword, path: "/reset-password", purpose: "reset-password" },
  password_changed: { content: passwordChanged, path: "/not-me", purpose: "report-login" },
  new_login: { content: newLogin, path: "/not-me", purpose: "report-login" },
  confirm_email_change: {
    content: confirmEmailChange,
    path: "/confirm-email",
    purpose: "confirm-email-change",
  },
  email_changed: { content: emailChanged, path: "/undo-email-change", purpose: "undo-email-change" },
  email_change_reverted: { content: emailChangeReverted, path: "/login" },
  deletion_scheduled: { content: deletionScheduled, path: "/login" },
};

// React Email takes milliseconds a email, and a batch has a hundred. So each kind is rendered once, with
// these in the place of what differs. Private-use characters: nobody's name has them, and React leaves them.
const placeholder = (name: string) => `\uE000${name}\uE001`;
const PLACEHOLDER = /\uE000(\w+)\uE001/g;
const PLACEHOLDERS: Props = {
  username: placeholder("username"),
  link: placeholder("link"),
  expiryHours: placeholder("expiryHours"),
  lifetimeDays: placeholder("lifetimeDays"),
  device: placeholder("device"),
  at: placeholder("at"),
  until: placeholder("until"),
  newEmail: placeholder("newEmail"),
  supportEmail: placeholder("supportEmail"),
  year: placeholder("year"),
};

const rendered = new Map<EmailKind, Promise<string>>();

/** The token in a mail, with for whom it speaks; `undefined` for a mail that has none. */
export function tokenIn({
  id,
  kind,
  user,
  recipient,
  details,
  createdAt,
}: OutboxEmail): ({ purpose: TokenPurpose } & EmailToken) | undefined {
  const { purpose } = TEMPLATES[kind];
  const { id: userId } = user;
  // Never the address that the user has by now: a mail that went elsewhere must not open what is theirs.
  const emailCanonical = (details as { boundTo?: string }).boundTo ?? canonicalEmail(recipient);
  return purpose && { purpose, mailId: id, userId, emailCanonical, writtenAt: createdAt.toISOString() };
}

/** Writes a mail: the very same email each time, or the provider would take a repetition for another mail. */
export async function renderEmail(mail: OutboxEmail): Promise<RenderedEmail> {
  const { APP_URL, SUPPORT_EMAIL, UNVERIFIED_LIFETIME_DAYS } = env();
  const { content, path, purpose } = TEMPLATES[mail.kind];
  const query = purpose ? `?token=${deriveEmailToken(purpose, mail.id)}` : "";
  const props: Props = {
    username: mail.user.username,
    link: APP_URL + path + query,
    expiryHours: purpose ? String(TOKEN_HOURS[purpose]) : "",
    lifetimeDays: String(UNVERIFIED_LIFETIME_DAYS),
    device: "",
    at: "",
    until: "",
    newEmail: "",
    ...(mail.details as EmailDetails),
    supportEmail: SUPPORT_EMAIL,
    year: String(mail.createdAt.getUTCFullYear()),
  };
  const written = content(props);
  return {
    mailId: mail.id,
    to: deliverableEmail(mail.recipient),
    subject: written.subject,
    html: await htmlOf(mail.kind, props),
    text: renderPlainText({ ...written, ...props }),
  };
}

async function htmlOf(kind: EmailKind, props: Props): Promise<string> {
  const template =
    rendered.get(kind) ??
    render(<EmailTemplate {...TEMPLATES[kind].content(PLACEHOLDERS)} {...PLACEHOLDERS} />);
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
