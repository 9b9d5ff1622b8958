import { render } from "@react-email/components";
import { accountReactivated } from "@/emails/account-reactivated";
import { accountSuspended } from "@/emails/account-suspended";
import { confirmEmailChange } from "@/emails/confirm-email-change";
import { dataExported } from "@/emails/data-exported";
import { deletionCanceled } from "@/emails/deletion-canceled";
import { deletionScheduled } from "@/emails/deletion-scheduled";
import { deviceTrusted } from "@/emails/device-trusted";
import { emailChangeRequested } from "@/emails/email-change-requested";
import { emailChangeReverted } from "@/emails/email-change-reverted";
import { emailChanged } from "@/emails/email-changed";
import { type EmailContent, EmailTemplate, type Footer, renderPlainText } from "@/emails/email-template";
import { loginAttempts } from "@/emails/login-attempts";
import { newLogin } from "@/emails/new-login";
import { passwordChanged } from "@/emails/password-changed";
import { resetPassword } from "@/emails/reset-password";
import { roleChanged } from "@/emails/role-changed";
import { usernameChanged } from "@/emails/username-changed";
import { verificationReminder } from "@/emails/verification-reminder";
import { verifyEmail } from "@/emails/verify-email";
import { env } from "@/lib/config/env";
import type { EmailKind } from "@/lib/generated/prisma/client";
import { canonicalEmail, deliverableEmail } from "@/lib/schemas/email";
import { formatDateTime } from "@/lib/time/format-date";
import { deriveEmailToken, type EmailToken, TOKEN_HOURS, type TokenPurpose } from "@/lib/tokens/email-tokens";
import type { EmailDetails, OutboxEmail } from "./outbox";
import type { RenderedEmail } from "./provider";
import type { ShownDetails } from "./queue-email";

type Props = ShownDetails & Footer & { link: string; expiresIn: string; unverifiedLifetime: string };

type Template = {
  content: (props: Props) => EmailContent;
  /** The page that the link opens. */
  path: string;
  /** The purpose of the token in the link. Without a purpose, the link has no token. */
  purpose?: TokenPurpose;
};

const SECURE_ACCOUNT = { path: "/secure-account", purpose: "report-login" } as const;

const TEMPLATES: Record<EmailKind, Template> = {
  verify_email: { content: verifyEmail, path: "/verify-email", purpose: "verify-email" },
  verification_reminder: { content: verificationReminder, path: "/verify-email", purpose: "verify-email" },
  reset_password: { content: resetPassword, path: "/reset-password", purpose: "reset-password" },
  password_changed: { content: passwordChanged, ...SECURE_ACCOUNT },
  new_login: { content: newLogin, ...SECURE_ACCOUNT },
  confirm_email_change: {
    content: confirmEmailChange,
    path: "/confirm-email",
    purpose: "confirm-email-change",
  },
  email_changed: { content: emailChanged, path: "/undo-email-change", purpose: "undo-email-change" },
  email_change_reverted: { content: emailChangeReverted, path: "/login" },
  deletion_scheduled: { content: deletionScheduled, path: "/login" },
  username_changed: { content: usernameChanged, ...SECURE_ACCOUNT },
  data_exported: { content: dataExported, ...SECURE_ACCOUNT },
  device_trusted: { content: deviceTrusted, ...SECURE_ACCOUNT },
  email_change_requested: { content: emailChangeRequested, ...SECURE_ACCOUNT },
  role_changed: { content: roleChanged, path: "/login" },
  account_suspended: { content: accountSuspended, path: "/login" },
  account_reactivated: { content: accountReactivated, path: "/login" },
  login_attempts: { content: loginAttempts, path: "/forgot-password" },
  deletion_canceled: { content: deletionCanceled, ...SECURE_ACCOUNT },
};

// React Email takes milliseconds per email, and a batch has up to 100 emails. Each kind is therefore rendered once
// with placeholders, which are then replaced. The placeholders are delimited by private-use characters, which React
// doesn't escape and no username contains.
const placeholder = (name: string) => `\uE000${name}\uE001`;
const PLACEHOLDER = /\uE000(\w+)\uE001/g;
const PLACEHOLDERS: Props = {
  username: placeholder("username"),
  link: placeholder("link"),
  expiresIn: placeholder("expiresIn"),
  unverifiedLifetime: placeholder("unverifiedLifetime"),
  device: placeholder("device"),
  isTrusted: placeholder("isTrusted"),
  at: placeholder("at"),
  until: placeholder("until"),
  newEmail: placeholder("newEmail"),
  oldUsername: placeholder("oldUsername"),
  newUsername: placeholder("newUsername"),
  role: placeholder("role"),
  previousRole: placeholder("previousRole"),
  failures: placeholder("failures"),
  supportEmail: placeholder("supportEmail"),
  year: placeholder("year"),
};

// Templates use only the details of their own kind.
const NO_DETAILS = {
  device: "",
  isTrusted: "No",
  until: "",
  newEmail: "",
  oldUsername: "",
  newUsername: "",
  role: "",
  previousRole: "",
  failures: "",
} satisfies Omit<ShownDetails, "username" | "at">;

const htmlTemplates = new Map<EmailKind, Promise<string>>();

/** Returns the token that an email contains, with the user it belongs to; `undefined` if it contains none. */
export function getEmailToken({
  id,
  kind,
  user,
  recipient,
  details,
  createdAt,
}: OutboxEmail): ({ purpose: TokenPurpose } & EmailToken) | undefined {
  const { purpose } = TEMPLATES[kind];
  const { id: userId } = user;
  // Never the user's current address: an email sent to another address must not grant access to the account.
  const emailCanonical = (details as { boundTo?: string }).boundTo ?? canonicalEmail(recipient);
  return purpose && { purpose, mailId: id, userId, emailCanonical, writtenAt: createdAt.toISOString() };
}

/**
 * Renders an email. The result is identical on every call, because the provider rejects a retry whose content
 * differs from that of the first request with the same idempotency key.
 */
export async function renderEmail(email: OutboxEmail): Promise<RenderedEmail> {
  const { APP_URL, SUPPORT_EMAIL, UNVERIFIED_LIFETIME_DAYS } = env();
  const { content, path, purpose } = TEMPLATES[email.kind];
  const query = purpose ? `?token=${deriveEmailToken(purpose, email.id)}` : "";
  const props: Props = {
    username: email.user.username,
    link: APP_URL + path + query,
    expiresIn: purpose ? formatUnit(TOKEN_HOURS[purpose], "hour") : "",
    unverifiedLifetime: formatUnit(UNVERIFIED_LIFETIME_DAYS, "day"),
    ...NO_DETAILS,
    at: formatDateTime(email.createdAt),
    ...(email.details as EmailDetails),
    supportEmail: SUPPORT_EMAIL,
    year: String(email.createdAt.getUTCFullYear()),
  };
  const emailContent = content(props);
  return {
    emailId: email.id,
    to: deliverableEmail(email.recipient),
    subject: emailContent.subject,
    html: await renderHtml(email.kind, props),
    text: renderPlainText({ ...emailContent, ...props }),
  };
}

/** Formats a number with its unit, for example `1 hour` or `6 hours`. */
function formatUnit(value: number, unit: "hour" | "day"): string {
  return new Intl.NumberFormat("en", { style: "unit", unit, unitDisplay: "long" }).format(value);
}

async function renderHtml(kind: EmailKind, props: Props): Promise<string> {
  const template =
    htmlTemplates.get(kind) ??
    render(<EmailTemplate {...TEMPLATES[kind].content(PLACEHOLDERS)} {...PLACEHOLDERS} />);
  htmlTemplates.set(kind, template);
  return (await template).replace(PLACEHOLDER, (_, name: keyof Props) => escapeHtml(props[name]));
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

/** Escapes text in the same way as React escapes text and attributes. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
