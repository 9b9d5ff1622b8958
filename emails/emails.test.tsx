import { describe, expect, it } from "vitest";
import AccountExists, { accountExists } from "./account-exists";
import AccountReactivated, { accountReactivated } from "./account-reactivated";
import AccountSuspended, { accountSuspended } from "./account-suspended";
import { email } from "./both-versions";
import ConfirmEmailChange, { confirmEmailChange } from "./confirm-email-change";
import ConfirmLogin, { confirmLogin } from "./confirm-login";
import DataExported, { dataExported } from "./data-exported";
import DeletionCanceled, { deletionCanceled } from "./deletion-canceled";
import DeletionScheduled, { deletionScheduled } from "./deletion-scheduled";
import DeviceTrusted, { deviceTrusted } from "./device-trusted";
import EmailChangeRequested, { emailChangeRequested } from "./email-change-requested";
import EmailChangeReverted, { emailChangeReverted } from "./email-change-reverted";
import EmailChanged, { emailChanged } from "./email-changed";
import { knownFacts } from "./email-content";
import ImpersonationStarted, { impersonationStarted } from "./impersonation-started";
import Invitation, { invitation } from "./invitation";
import LoginAttempts, { loginAttempts } from "./login-attempts";
import NewLogin, { newLogin } from "./new-login";
import NoAccount, { noAccount } from "./no-account";
import PasswordChanged, { passwordChanged } from "./password-changed";
import { PREVIEW } from "./preview-props";
import ResetPassword, { resetPassword } from "./reset-password";
import RoleChanged, { roleChanged } from "./role-changed";
import UsernameChanged, { usernameChanged } from "./username-changed";
import VerificationReminder, { verificationReminder } from "./verification-reminder";
import VerifyEmail, { verifyEmail } from "./verify-email";

// Gmail clips emails at 102 KB.
const MAX_HTML_BYTES = 102_000;
const FOOTER = ["You received this", "© 2026 Real MFA", "Contact support@realmfa.com"];
const ORIGIN = ["Approximate location: Berlin, Germany", "IP address: 203.0.113.7"];
const EVENT = [...ORIGIN, "Time: 22 November 2026 at 12:00 UTC"];
const ON_DEVICE = [...EVENT, "Device: Firefox on Linux"];
const SECURE_ACCOUNT = ["If this was you", "Secure my account", "72 hours", "/secure-account?token=example"];

const emails = [
  email(VerifyEmail, verifyEmail, [
    "Verify email",
    VerifyEmail.PreviewProps.link,
    "6 hours",
    "If you didn't create",
    "ignore this",
    "activate your Real MFA account",
    VerifyEmail.PreviewProps.code,
    "Don't give the code to anyone",
    "This wasn't me: remove it",
    VerifyEmail.PreviewProps.removalLink,
  ]),
  email(VerificationReminder, verificationReminder, [
    "6 hours",
    "7 days",
    "ignore this",
    "We won't send another reminder",
    VerificationReminder.PreviewProps.code,
    "This wasn't me: remove it",
    VerificationReminder.PreviewProps.removalLink,
    "token=example",
  ]),
  email(AccountExists, accountExists, [
    "already has one",
    "/login",
    "Reset password",
    "/forgot-password",
    "ignore this",
    "at most once an hour",
  ]),
  email(NoAccount, noAccount, [
    "there is no account with this",
    "create an account",
    "/register",
    "ignore this",
    "at most once an hour",
    "within 8 days",
  ]),
  email(ResetPassword, resetPassword, [...EVENT, "1 hour", "once", "ignore this", "token=example"]),
  email(ConfirmLogin, confirmLogin, [
    ...ON_DEVICE,
    "If this wasn't you",
    "1 hour",
    "once",
    "/confirm-login?token=example",
  ]),
  email(Invitation, invitation, [
    "An administrator created",
    "7 days",
    "once",
    "ignore this",
    "/accept-invitation?token=example",
  ]),
  email(PasswordChanged, passwordChanged, [...ON_DEVICE, ...SECURE_ACCOUNT]),
  email(NewLogin, newLogin, ["Trusted device: No", ...ON_DEVICE, ...SECURE_ACCOUNT]),
  email(UsernameChanged, usernameChanged, [
    "Old username: johnny",
    "New username: john_doe",
    ...ON_DEVICE,
    ...SECURE_ACCOUNT,
  ]),
  email(DataExported, dataExported, ["was downloaded", ...ON_DEVICE, ...SECURE_ACCOUNT]),
  email(DeviceTrusted, deviceTrusted, [...ON_DEVICE, ...SECURE_ACCOUNT]),
  email(EmailChangeRequested, emailChangeRequested, [
    "New email address: john@example.org",
    "stays the same until",
    "We'll cancel the change",
    ...ON_DEVICE,
    ...SECURE_ACCOUNT,
  ]),
  email(RoleChanged, roleChanged, [
    "New role: Manager",
    "Previous role: User",
    "Time: 22 November 2026 at 12:00 UTC",
    "contact support@realmfa.com",
  ]),
  email(AccountSuspended, accountSuspended, [
    "can't log in until it is reactivated",
    "Time: 22 November 2026 at 12:00 UTC",
    "contact support@realmfa.com",
  ]),
  email(ImpersonationStarted, impersonationStarted, [
    "without being able to change anything",
    "Time: 22 November 2026 at 12:00 UTC",
    "Ends at the latest: 22 November 2026 at 12:30 UTC",
    "contact support@realmfa.com",
  ]),
  email(AccountReactivated, accountReactivated, [
    "you can log in again",
    "Time: 22 November 2026 at 12:00 UTC",
    "contact support@realmfa.com",
  ]),
  email(LoginAttempts, loginAttempts, [
    "Failed in 24 hours: 20",
    "Last attempt: 22 November 2026 at 12:00 UTC",
    ...ORIGIN,
    "strong",
    "Reset password",
    "/forgot-password",
    "at most once a day",
  ]),
  email(ConfirmEmailChange, confirmEmailChange, [
    "New email address: john@example.org",
    "6 hours",
    "You need to be logged in",
    "ignore this",
    "token=example",
  ]),
  email(EmailChanged, emailChanged, [
    "New email address: john@example.org",
    ...ON_DEVICE,
    "If this was you",
    "Restore email address",
    "72 hours",
    "token=example",
  ]),
  email(EmailChangeReverted, emailChangeReverted, [
    "Restored email address: john@example.com",
    "Time: 22 November 2026 at 12:00 UTC",
    "If this was you",
    "contact support@realmfa.com",
  ]),
  email(DeletionScheduled, deletionScheduled, [
    "Deletion date: 29 November 2026 at 12:00 UTC",
    "Requested: 22 November 2026 at 12:00 UTC",
    ...ORIGIN,
    "Keep my account",
    "reset your password",
    "/login",
  ]),
  email(DeletionCanceled, deletionCanceled, ["won't be deleted", ...ON_DEVICE, ...SECURE_ACCOUNT]),
];

/** Returns the text of an HTML version as it is read, with a colon after the label of each fact. */
function readable(html: string): string {
  return html
    .replace(/<\/th><td[^>]*>/g, ": ")
    .replace(/<!-- -->|<\/?strong[^>]*>/g, "")
    .replaceAll("&#x27;", "'");
}

describe.each(emails)("the email $subject", (mail) => {
  const { subject, preview, title, type, message, action, facts, reason, html, text, expectedTexts } = mail;

  it("contains the expected texts and all facts in the HTML and the plain-text version", async () => {
    const fromHtml = readable(await html());
    const fromText = text().replace(/\n/g, " ");
    const rows = knownFacts(facts).map(({ label, value }) => `${label}: ${value}`);
    for (const part of [...expectedTexts, ...rows, ...FOOTER, reason, message.replaceAll("**", "")]) {
      expect(fromHtml).toContain(part);
      expect(fromText).toContain(part);
    }
  });

  it("says in one sentence what it is about, in sentence case", () => {
    expect(message).toMatch(/^[A-Z].*\.$/);
    expect(message).not.toMatch(/[.!?] /);
    // The API contract fixes one subject.
    for (const line of [subject, title].filter((text) => text !== "Verify Your Email - Real MFA"))
      expect(line.replace("Real MFA", "")).toMatch(/^[A-Z][^A-Z.]*$/);
  });

  it("has a language, a title and a preview text that says more than the subject", async () => {
    const rendered = await html();
    expect(rendered).toContain('lang="en"');
    expect(rendered).toContain(`<title>${subject}</title>`);
    expect(preview).not.toBe("");
    expect([subject, title]).not.toContain(preview);
    expect(readable(rendered)).toContain(preview);
  });

  it("has one filled button if it asks for something, and at most one outlined button otherwise", async () => {
    const buttons = (await html()).match(/class="button \w+"/g) ?? [];
    if (type === "invitation") expect(buttons).toEqual(['class="button filled"']);
    else expect(buttons).toEqual(action ? [expect.stringMatching(/outlined|danger/)] : []);
  });

  it("escapes every text in the HTML version, and loads nothing without a logo", async () => {
    const rendered = await mail.hostile();
    expect(rendered).toContain("&lt;img src=x");
    expect(rendered).not.toContain("<img");
    expect(await html()).not.toMatch(/<img|<link rel|@import|url\(/);
  });

  it("leaves out what is unknown", async () => {
    const unknown = { device: "", place: "", ipAddress: "" };
    for (const version of [readable(await html(unknown)), text(unknown)])
      expect(version).not.toMatch(/Device:|Approximate location|IP address/);
  });

  it("shows no brand but its own", async () => {
    const brand = { ...PREVIEW.brand, name: "Acme", accent: "#123456", accentDark: "#abcdef" };
    const rendered = await html({ brand });
    const plain = text({ brand });
    for (const version of [rendered, plain]) {
      expect(version).toContain("Acme");
      expect(version).not.toContain("Real MFA");
    }
    expect(rendered).toContain("#123456");
    expect(rendered).toContain("#abcdef");
    expect(rendered).not.toContain(PREVIEW.brand.accent);
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
