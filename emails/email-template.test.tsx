import { render } from "@react-email/components";
import { expect, it } from "vitest";
import AccountReactivated from "./account-reactivated";
import AccountSuspended from "./account-suspended";
import ConfirmEmailChange, { confirmEmailChange } from "./confirm-email-change";
import EmailChangeReverted, { emailChangeReverted } from "./email-change-reverted";
import { PREVIEW } from "./preview-props";
import RoleChanged from "./role-changed";
import VerificationReminder, { verificationReminder } from "./verification-reminder";
import VerifyEmail, { verifyEmail } from "./verify-email";

it("has no link in an email about what an administrator did", async () => {
  for (const html of [
    await render(<RoleChanged {...RoleChanged.PreviewProps} />),
    await render(<AccountSuspended {...AccountSuspended.PreviewProps} />),
    await render(<AccountReactivated {...AccountReactivated.PreviewProps} />),
  ]) {
    expect(html).not.toContain("<a ");
    expect(html).not.toContain("http://localhost");
  }
});

it("doesn't say where the owner is in an email that may reach a stranger", () => {
  const origin = { device: "Firefox on Linux", place: "Berlin, Germany", ipAddress: "203.0.113.7" };
  const contents = [
    verifyEmail({ ...VerifyEmail.PreviewProps, ...origin }),
    verificationReminder({ ...VerificationReminder.PreviewProps, ...origin }),
    confirmEmailChange({ ...ConfirmEmailChange.PreviewProps, ...origin }),
    emailChangeReverted({ ...EmailChangeReverted.PreviewProps, ...origin }),
  ];
  for (const content of contents)
    expect(JSON.stringify(content)).not.toMatch(/Firefox|Berlin|203\.0\.113\.7/);
});

it("shows a logo with the name as its alternative text", async () => {
  const brand = { ...PREVIEW.brand, name: `Acme "Inc"`, logoUrl: "https://example.com/logo.png" };
  const html = await render(<VerifyEmail {...VerifyEmail.PreviewProps} brand={brand} />);
  expect(html).toMatch(/<img[^>]*alt="Acme &quot;Inc&quot;"[^>]*src="https:\/\/example\.com\/logo\.png"/);
});

it("shows the mark as a decoration beside the name", async () => {
  const brand = { ...PREVIEW.brand, name: "Acme", markUrl: "https://example.com/mark.png" };
  const html = await render(<VerifyEmail {...VerifyEmail.PreviewProps} brand={brand} />);
  expect(html).toMatch(/<img[^>]*alt=""[^>]*src="https:\/\/example\.com\/mark\.png"/);
  expect(html).toMatch(/>Acme<\/td>/);
  expect(html).not.toContain("<link");
});
