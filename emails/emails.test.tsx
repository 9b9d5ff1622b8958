import { render } from "@react-email/components";
import type { ComponentType } from "react";
import { describe, expect, it } from "vitest";
import ConfirmEmailChange, { confirmEmailChange } from "./confirm-email-change";
import DeletionScheduled, { deletionScheduled } from "./deletion-scheduled";
import EmailChangeReverted, { emailChangeReverted } from "./email-change-reverted";
import EmailChanged, { emailChanged } from "./email-changed";
import { type EmailContent, type Footer, renderPlainText } from "./email-template";
import NewLogin, { newLogin } from "./new-login";
import PasswordChanged, { passwordChanged } from "./password-changed";
import ResetPassword, { resetPassword } from "./reset-password";
import VerificationReminder, { verificationReminder } from "./verification-reminder";
import VerifyEmail, { verifyEmail } from "./verify-email";

const HOSTILE = `<img src=x onerror=alert(1)>"'`;
const MAIL_PROGRAMS_CUT_AT_BYTES = 102_000;
const FOOTER = ["All rights reserved", "support@realmfa.com", "john_doe"];

type Props = { username: string } & Footer;

/** A email with what it must say, in both of its forms. */
function email<P extends Props>(
  Html: ComponentType<P> & { PreviewProps: P },
  content: (props: P) => EmailContent,
  says: string[],
) {
  const props = Html.PreviewProps;
  return {
    subject: content(props).subject,
    html: (username?: string) => render(<Html {...props} {...(username && { username })} />),
    text: () => renderPlainText({ ...content(props), ...props }),
    says,
  };
}

const emails = [
  email(VerifyEmail, verifyEmail, [
    "Verify Email Address",
    VerifyEmail.PreviewProps.link,
    "6 hours",
    "If you didn't create",
    "ignore this",
    "Log in to your account",
  ]),
  email(VerificationReminder, verificationReminder, ["7 days", "won't remind you again", "token=example"]),
  email(ResetPassword, resetPassword, ["1 hour", "once", "ignore this", "token=example"]),
  email(PasswordChanged, passwordChanged, [
    "22 November 2026, 12:00 UTC",
    "This wasn't me",
    "72 hours",
    "token=example",
  ]),
  email(NewLogin, newLogin, ["Firefox on Linux", "22 November 2026", "This wasn't me", "token=example"]),
  email(ConfirmEmailChange, confirmEmailChange, ["john@example.org", "6 hours", "token=example"]),
  email(EmailChanged, emailChanged, ["john@example.org", "72 hours", "token=example"]),
  email(EmailChangeReverted, emailChangeReverted, [
    "john@example.com",
    "If that was you",
    "support@realmfa.com",
  ]),
  email(DeletionScheduled, deletionScheduled, ["29 November 2026", "If you log in before", "/login"]),
];

describe.each(emails)("the email $subject", ({ html, text, says }) => {
  it("greets by name, without taking the name for HTML", async () => {
    const made = await html(HOSTILE);
    expect(made).toContain("&lt;img src=x");
    expect(made).not.toContain("<img");
  });

  it("says all that it should, in both forms", async () => {
    const fromHtml = (await html()).replace(/<!-- -->|<\/?strong[^>]*>/g, "").replaceAll("&#x27;", "'");
    const fromText = text().replace(/\n/g, " ");
    for (const part of [...says, ...FOOTER]) {
      expect(fromHtml).toContain(part);
      expect(fromText).toContain(part);
    }
  });

  it("stays under what mail programs cut, and knows the dark", async () => {
    const made = await html();
    expect(Buffer.byteLength(made)).toBeLessThan(MAIL_PROGRAMS_CUT_AT_BYTES);
    expect(made).toContain("prefers-color-scheme: dark");
    const lines = text()
      .split("\n")
      .filter((line) => !line.includes("http"));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80);
  });
});
