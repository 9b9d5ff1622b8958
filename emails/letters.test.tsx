import { render } from "@react-email/components";
import { describe, expect, it } from "vitest";
import { letterText } from "./letter";
import RemindVerification, { remindVerification } from "./remind-verification";
import VerifyEmail, { verifyEmail } from "./verify-email";

const HOSTILE = `<img src=x onerror=alert(1)>"'`;
const MAIL_PROGRAMS_CUT_AT_BYTES = 102_000;
const FOOTER = ["All rights reserved", "support@realmfa.com", "john_doe"];

const letters = [
  {
    name: "verify-email",
    html: (username?: string) =>
      render(<VerifyEmail {...VerifyEmail.PreviewProps} {...(username && { username })} />),
    text: () => letterText({ ...verifyEmail(VerifyEmail.PreviewProps), ...VerifyEmail.PreviewProps }),
    says: [
      "Verify Email Address",
      VerifyEmail.PreviewProps.link,
      "6 hours",
      "If you didn",
      "ignore this",
      "Log in to your account",
    ],
  },
  {
    name: "remind-verification",
    html: (username?: string) =>
      render(<RemindVerification {...RemindVerification.PreviewProps} {...(username && { username })} />),
    text: () =>
      letterText({
        ...remindVerification(RemindVerification.PreviewProps),
        ...RemindVerification.PreviewProps,
      }),
    says: ["Verify Email Address", RemindVerification.PreviewProps.link, "7 days", "won't remind you again"],
  },
];

describe.each(letters)("the letter $name", ({ html, text, says }) => {
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
