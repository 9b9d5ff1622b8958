import { render } from "@react-email/components";
import type { ComponentType } from "react";
import { describe, expect, it } from "vitest";
import AccountReactivated, { accountReactivated } from "./account-reactivated";
import AccountSuspended, { accountSuspended } from "./account-suspended";
import ConfirmEmailChange, { confirmEmailChange } from "./confirm-email-change";
import DataExported, { dataExported } from "./data-exported";
import DeletionCanceled, { deletionCanceled } from "./deletion-canceled";
import DeletionScheduled, { deletionScheduled } from "./deletion-scheduled";
import DeviceTrusted, { deviceTrusted } from "./device-trusted";
import EmailChangeRequested, { emailChangeRequested } from "./email-change-requested";
import EmailChangeReverted, { emailChangeReverted } from "./email-change-reverted";
import EmailChanged, { emailChanged } from "./email-changed";
import { type EmailContent, type Footer, renderPlainText } from "./email-template";
import LoginAttempts, { loginAttempts } from "./login-attempts";
import NewLogin, { newLogin } from "./new-login";
import PasswordChanged, { passwordChanged } from "./password-changed";
import ResetPassword, { resetPassword } from "./reset-password";
import RoleChanged, { roleChanged } from "./role-changed";
import UsernameChanged, { usernameChanged } from "./username-changed";
import VerificationReminder, { verificationReminder } from "./verification-reminder";
import VerifyEmail, { verifyEmail } from "./verify-email";

const HOSTILE_USERNAME = `<img src=x onerror=alert(1)>"'`;
// Gmail clips emails at 102 KB.
const MAX_HTML_BYTES = 102_000;
const FOOTER = ["You received this", "All rights reserved", "support@realmfa.com", "john_doe"];

type Props = { username: string } & Footer;

/** Returns an email in both versions, with the texts that each of them must contain. */
function email<P extends Props>(
  Html: ComponentType<P> & { PreviewProps: P },
  content: (props: P) => EmailContent,
  expectedTexts: string[],
) {
  const props = Html.PreviewProps;
  return {
    subject: content(props).subject,
    html: (username?: string) => render(<Html {...props} {...(username && { username })} />),
    text: () => renderPlainText({ ...content(props), ...props }),
    expectedTexts,
  };
}

const SECURE_ACCOUNT = [
  "Time: 22 November 2026 at 12:00 UTC",
  "If this was you",
  "Secure my account",
  "72 hours",
  "/secure-account?token=example",
];

const emails = [
  email(VerifyEmail, verifyEmail, [
    "Verify email",
    VerifyEmail.PreviewProps.link,
    "6 hours",
    "If you didn't create",
    "ignore this",
    "activate your account",
  ]),
  email(VerificationReminder, verificationReminder, [
    "6 hours",
    "7 days",
    "ignore this",
    "We won't send another reminder",
    "token=example",
  ]),
  email(ResetPassword, resetPassword, ["1 hour", "once", "ignore this", "token=example"]),
  email(PasswordChanged, passwordChanged, SECURE_ACCOUNT),
  email(NewLogin, newLogin, ["Device: Firefox on Linux", "Trusted device: No", ...SECURE_ACCOUNT]),
  email(UsernameChanged, usernameChanged, [
    "Old username: johnny",
    "New username: john_doe",
    ...SECURE_ACCOUNT,
  ]),
  email(DataExported, dataExported, ["was downloaded", ...SECURE_ACCOUNT]),
  email(DeviceTrusted, deviceTrusted, ["Device: Firefox on Linux", ...SECURE_ACCOUNT]),
  email(EmailChangeRequested, emailChangeRequested, [
    "New email address: john@example.org",
    "stays the same until",
    "We'll cancel the change",
    ...SECURE_ACCOUNT,
  ]),
  email(RoleChanged, roleChanged, [
    "New role: manager",
    "Previous role: user",
    "Time: 22 November 2026 at 12:00 UTC",
    "contact support@realmfa.com",
  ]),
  email(AccountSuspended, accountSuspended, [
    "can't log in until",
    "Time: 22 November 2026 at 12:00 UTC",
    "contact support@realmfa.com",
  ]),
  email(AccountReactivated, accountReactivated, [
    "You can log in again",
    "Time: 22 November 2026 at 12:00 UTC",
    "contact support@realmfa.com",
  ]),
  email(LoginAttempts, loginAttempts, [
    "Failed logins in 24 hours: 20",
    "Time: 22 November 2026 at 12:00 UTC",
    "strong",
    "Reset password",
    "/forgot-password",
    "at most once a day",
  ]),
  email(ConfirmEmailChange, confirmEmailChange, [
    "john@example.org",
    "6 hours",
    "ignore this",
    "token=example",
  ]),
  email(EmailChanged, emailChanged, [
    "john@example.org",
    "If this was you",
    "Restore email address",
    "72 hours",
    "token=example",
  ]),
  email(EmailChangeReverted, emailChangeReverted, [
    "john@example.com",
    "If this was you",
    "contact support@realmfa.com",
  ]),
  email(DeletionScheduled, deletionScheduled, [
    "29 November 2026 at 12:00 UTC",
    "Log in before then",
    "Keep my account",
    "reset your password",
    "/login",
  ]),
  email(DeletionCanceled, deletionCanceled, ["won't be deleted", ...SECURE_ACCOUNT]),
];

describe.each(emails)("the email $subject", ({ subject, html, text, expectedTexts }) => {
  it("escapes the username in the HTML version", async () => {
    const rendered = await html(HOSTILE_USERNAME);
    expect(rendered).toContain("&lt;img src=x");
    expect(rendered).not.toContain("<img");
  });

  it("contains the expected texts in the HTML and the plain-text version", async () => {
    const fromHtml = (await html()).replace(/<!-- -->|<\/?strong[^>]*>/g, "").replaceAll("&#x27;", "'");
    const fromText = text().replace(/\n/g, " ");
    for (const part of [...expectedTexts, ...FOOTER]) {
      expect(fromHtml).toContain(part);
      expect(fromText).toContain(part);
    }
  });

  it("uses the subject as the title of the HTML document", async () => {
    expect(await html()).toContain(`<title>${subject}</title>`);
  });

  it("stays below Gmail's clipping limit, supports dark mode and wraps plain text", async () => {
    const rendered = await html();
    expect(Buffer.byteLength(rendered)).toBeLessThan(MAX_HTML_BYTES);
    expect(rendered).toContain("prefers-color-scheme: dark");
    const lines = text()
      .split("\n")
      .filter((line) => !line.includes("http"));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80);
  });
});

it("has no button in an email about what an administrator did", async () => {
  for (const Html of [RoleChanged, AccountSuspended, AccountReactivated]) {
    const rendered = await render(<Html {...Html.PreviewProps} {...RoleChanged.PreviewProps} />);
    expect(rendered).not.toContain("<a ");
    expect(rendered).not.toContain("http://localhost");
  }
});
