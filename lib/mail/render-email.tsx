import { render } from "@react-email/components";
import { accountExists } from "@/emails/account-exists";
import { accountReactivated } from "@/emails/account-reactivated";
import { accountSuspended } from "@/emails/account-suspended";
import { confirmEmailChange } from "@/emails/confirm-email-change";
import { confirmLogin } from "@/emails/confirm-login";
import { dataExported } from "@/emails/data-exported";
import { deletionCanceled } from "@/emails/deletion-canceled";
import { deletionScheduled } from "@/emails/deletion-scheduled";
import { deviceTrusted } from "@/emails/device-trusted";
import { emailChangeRequested } from "@/emails/email-change-requested";
import { emailChangeReverted } from "@/emails/email-change-reverted";
import { emailChanged } from "@/emails/email-changed";
import type { CommonProps, EmailContent } from "@/emails/email-content";
import { EmailTemplate } from "@/emails/email-template";
import { impersonationStarted } from "@/emails/impersonation-started";
import { invitation } from "@/emails/invitation";
import { loginAttempts } from "@/emails/login-attempts";
import { newLogin } from "@/emails/new-login";
import { noAccount } from "@/emails/no-account";
import { passwordChanged } from "@/emails/password-changed";
import { renderPlainText } from "@/emails/plain-text";
import { recoveryCodeUsed } from "@/emails/recovery-code-used";
import { recoveryCodesRegenerated } from "@/emails/recovery-codes-regenerated";
import { resetPassword } from "@/emails/reset-password";
import { roleChanged } from "@/emails/role-changed";
import { twoFactorAdded } from "@/emails/two-factor-added";
import { twoFactorRemoved } from "@/emails/two-factor-removed";
import { twoFactorResetCanceled } from "@/emails/two-factor-reset-canceled";
import { twoFactorResetDone } from "@/emails/two-factor-reset-done";
import { twoFactorResetLink } from "@/emails/two-factor-reset-link";
import { twoFactorResetReminder } from "@/emails/two-factor-reset-reminder";
import { twoFactorResetRequested } from "@/emails/two-factor-reset-requested";
import { usernameChanged } from "@/emails/username-changed";
import { verificationReminder } from "@/emails/verification-reminder";
import { verifyEmail } from "@/emails/verify-email";
import { env } from "@/lib/config/env";
import type { EmailKind } from "@/lib/generated/prisma/client";
import { canonicalEmail, deliverableEmail } from "@/lib/schemas/email";
import { formatDateTime } from "@/lib/time/format-date";
import { deriveEmailToken, type EmailToken, TOKEN_HOURS, type TokenPurpose } from "@/lib/tokens/email-tokens";
import { deriveRemovalToken } from "@/lib/tokens/removal-token";
import { deriveCode } from "@/lib/tokens/verification-code";
import { emailBrand } from "./email-brand";
import type { EmailDetails, OutboxEmail } from "./outbox";
import type { RenderedEmail } from "./provider";
import type { ShownDetails } from "./queue-email";

type Props = ShownDetails &
  CommonProps & {
    link: string;
    expiresIn: string;
    code: string;
    removalLink: string;
    resetLink: string;
    unverifiedLifetime: string;
  };
type TextProps = Omit<Props, "brand">;

type Template = {
  content: (props: Props) => EmailContent;
  /** The page that the link opens. */
  path: string;
  /** The purpose of the token in the link. Without a purpose, the link has no token. */
  purpose?: TokenPurpose;
};

const SECURE_ACCOUNT = { path: "/secure-account", purpose: "report-login" } as const;
const CANCEL_RESET = { path: "/cancel-two-factor-reset", purpose: "cancel-two-factor-reset" } as const;

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
  impersonation_started: { content: impersonationStarted, path: "/login" },
  login_attempts: { content: loginAttempts, path: "/forgot-password" },
  deletion_canceled: { content: deletionCanceled, ...SECURE_ACCOUNT },
  two_factor_added: { content: twoFactorAdded, ...SECURE_ACCOUNT },
  two_factor_removed: { content: twoFactorRemoved, ...SECURE_ACCOUNT },
  recovery_code_used: { content: recoveryCodeUsed, ...SECURE_ACCOUNT },
  recovery_codes_regenerated: { content: recoveryCodesRegenerated, ...SECURE_ACCOUNT },
  two_factor_reset_done: { content: twoFactorResetDone, ...SECURE_ACCOUNT },
  two_factor_reset_link: {
    content: twoFactorResetLink,
    path: "/reset-two-factor",
    purpose: "start-two-factor-reset",
  },
  two_factor_reset_requested: { content: twoFactorResetRequested, ...CANCEL_RESET },
  two_factor_reset_reminder: { content: twoFactorResetReminder, ...CANCEL_RESET },
  two_factor_reset_canceled: { content: twoFactorResetCanceled, ...SECURE_ACCOUNT },
  account_exists: { content: accountExists, path: "/login" },
  no_account: { content: noAccount, path: "/register" },
  invitation: { content: invitation, path: "/accept-invitation", purpose: "accept-invitation" },
  confirm_login: { content: confirmLogin, path: "/confirm-login", purpose: "confirm-login" },
};

// React Email takes milliseconds per email, and a batch has up to 100 emails. Each kind is therefore rendered once
// with placeholders, which are then replaced. The placeholders are delimited by private-use characters, which React
// doesn't escape and no username contains.
const placeholder = (name: string) => `\uE000${name}\uE001`;
const PLACEHOLDER = /\uE000(\w+)\uE001/g;

// Templates use only the details of their own kind, and leave out what is unknown.
const NO_DETAILS = {
  device: "",
  place: "",
  ipAddress: "",
  isTrusted: "No",
  until: "",
  newEmail: "",
  oldUsername: "",
  newUsername: "",
  role: "",
  previousRole: "",
  requestedBy: "",
  isRequired: "",
  isEnded: "",
  failures: "",
  confirmations: "",
  method: "",
  methodName: "",
  remaining: "",
} satisfies Omit<ShownDetails, "username" | "at">;

/** The rendered templates, by kind and by the details that are unknown and therefore left out. */
const htmlTemplates = new Map<string, Promise<string>>();

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
  if (!purpose || !user) return undefined;
  const { id: userId } = user;
  // Never the user's current address: an email sent to another address must not grant access to the account.
  const emailCanonical = (details as { boundTo?: string }).boundTo ?? canonicalEmail(recipient);
  return { purpose, mailId: id, userId, emailCanonical, writtenAt: createdAt.toISOString() };
}

/**
 * Renders an email. The result is identical on every call, because the provider rejects a retry whose content
 * differs from that of the first request with the same idempotency key.
 */
export async function renderEmail(email: OutboxEmail): Promise<RenderedEmail> {
  const { APP_URL, SUPPORT_EMAIL, UNVERIFIED_LIFETIME_DAYS } = env();
  const { content, path, purpose } = TEMPLATES[email.kind];
  const query = purpose ? `?token=${deriveEmailToken(purpose, email.id)}` : "";
  const common = {
    brand: emailBrand(),
    supportEmail: SUPPORT_EMAIL,
    year: String(email.createdAt.getUTCFullYear()),
  };
  const props: Props = {
    username: email.user?.username ?? "",
    link: APP_URL + path + query,
    expiresIn: purpose ? formatLifetime(TOKEN_HOURS[purpose]) : "",
    code: purpose === "verify-email" ? deriveCode(email.id) : "",
    removalLink:
      purpose === "verify-email"
        ? `${APP_URL}/remove-registration?token=${deriveRemovalToken(email.id)}`
        : "",
    resetLink: `${APP_URL}/forgot-password`,
    unverifiedLifetime: formatUnit(UNVERIFIED_LIFETIME_DAYS, "day"),
    ...NO_DETAILS,
    at: formatDateTime(email.createdAt),
    ...(email.details as EmailDetails),
    ...common,
  };
  const emailContent = content(props);
  return {
    emailId: email.id,
    kind: email.kind,
    to: deliverableEmail(email.recipient),
    subject: emailContent.subject,
    html: await renderHtml(email.kind, props),
    text: renderPlainText(emailContent, props),
  };
}

/** Formats a lifetime: in hours up to 3 days. */
function formatLifetime(hours: number): string {
  return hours > 72 ? formatUnit(Math.round(hours / 24), "day") : formatUnit(hours, "hour");
}

/** Formats a number with its unit, for example `1 hour` or `6 hours`. */
function formatUnit(value: number, unit: "hour" | "day"): string {
  return new Intl.NumberFormat("en", { style: "unit", unit, unitDisplay: "long" }).format(value);
}

async function renderHtml(kind: EmailKind, { brand, ...texts }: Props): Promise<string> {
  const names = Object.keys(texts) as (keyof TextProps)[];
  const unknown = names.filter((name) => texts[name] === "");
  const key = [kind, ...unknown].join(" ");
  const template = htmlTemplates.get(key) ?? renderTemplate(kind, { brand, ...placeholders(texts) });
  htmlTemplates.set(key, template);
  return (await template).replace(PLACEHOLDER, (_, name: keyof TextProps) => escapeHtml(texts[name]));
}

const renderTemplate = (kind: EmailKind, props: Props) =>
  render(<EmailTemplate content={TEMPLATES[kind].content(props)} {...props} />);

/** Returns a placeholder for each known text. */
function placeholders(texts: TextProps): TextProps {
  const entries = Object.entries(texts).map(([name, text]) => [name, text && placeholder(name)]);
  return Object.fromEntries(entries) as TextProps;
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
