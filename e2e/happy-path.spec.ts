import { linkIn } from "./emails";
import { expect, sessionCookie, test } from "./fixtures";
import { EMAIL_TIMEOUT_MS } from "./mailbox";
import {
  expectAccountPage,
  logIn,
  logOut,
  register,
  registerAndVerify,
  submitLogin,
  submitVerification,
} from "./steps";
import { ADMIN, BASE_URL } from "./test-server";

test("registers, verifies by email, which logs in, appears in the admin's list, logs out and in again", async ({
  page,
  context,
  user,
  mailbox,
  openOtherBrowser,
}) => {
  await register(page, user);
  await expect(page.getByText(user.email)).toBeVisible();
  await expect(page.getByText("noreply@realmfa.com")).toBeVisible();
  await expect(page.getByText(/6 hours/).first()).toBeVisible();
  await expect(page).toHaveURL("/check-email");

  const email = await mailbox.newest(user.email);
  expect(email.subject).toBe("Verify Your Email - Real MFA");
  expect(email.from).toBe("Real MFA <noreply@realmfa.com>");

  const link = linkIn(email);
  expect(link).toMatch(new RegExp(`^${BASE_URL}/verify-email\\?token=[\\w-]{43}$`));
  await page.goto(link);
  await expect(page.getByText(`Confirm that ${user.email} is your email address`)).toBeVisible();
  await expect(page.getByText(user.username, { exact: true })).toBeVisible();
  await submitVerification(page);

  await page.getByRole("link", { name: "Go to your account" }).click();
  await expectAccountPage(page);
  await expect(page.getByRole("main").getByText(user.username, { exact: true })).toBeVisible();
  const cookie = await sessionCookie(context);
  expect(cookie).toMatchObject({ name: "session", httpOnly: true, sameSite: "Lax", path: "/" });
  expect(Buffer.from(cookie?.value ?? "", "base64url")).toHaveLength(32);

  const admin = await openOtherBrowser();
  await logIn(admin, ADMIN);
  await expect(async () => {
    await admin.goto(`/admin/users?q=${user.username}`);
    const row = admin.getByRole("row").filter({ hasText: user.username });
    await expect(row).toContainText(user.email);
    await expect(row).toContainText("Verified");
    // The provider reports the delivery some time after it has accepted the email.
    await expect(row).toContainText("Delivered", { timeout: 2_000 });
  }).toPass({ timeout: EMAIL_TIMEOUT_MS });

  await logOut(page);
  await expect(page.getByRole("heading", { name: "Log in", exact: true })).toBeVisible();
  await page.goto("/account");
  await expect(page).toHaveURL("/login?next=%2Faccount");
  await logIn(page, user);
});

test("reveals that an email is unverified only after the right password, and offers to resend it", async ({
  page,
  user,
}) => {
  await register(page, user);
  await submitLogin(page, { ...user, password: "not the password" });
  await expect(page.getByText("Incorrect email or password.")).toBeVisible();
  await expect(page.getByText(/Verify your email to log in/)).toBeHidden();
  await expect(page.getByLabel("Email")).toHaveValue(user.email);
  await expect(page.getByLabel("Password")).toHaveValue("");

  await page.getByLabel("Password").fill(user.password);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await expect(page.getByText(/Verify your email to log in/)).toBeVisible();
  await page.getByRole("link", { name: "resend the email" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await expect(page.getByText(user.email)).toBeVisible();
});

test("accepts a link that was copied with the full stop after it", async ({ page, user, mailbox }) => {
  await register(page, user);
  await page.goto(`${linkIn(await mailbox.newest(user.email))}.`);
  await submitVerification(page);
});

test("explains that a link was already used and offers to log in", async ({ page, user, mailbox }) => {
  await registerAndVerify(page, mailbox, user);
  await page.goto(linkIn(await mailbox.newest(user.email)));
  await expect(page.getByRole("heading", { name: "Email already verified" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Log in", exact: true })).toBeVisible();
});

for (const [kind, token] of [
  ["an unknown", "A".repeat(43)],
  ["a malformed", "abc%00<script>"],
  ["a missing", ""],
] as const) {
  test(`explains ${kind} token and offers to resend the email`, async ({ page, user, mailbox }) => {
    await register(page, user);
    await page.goto(`/verify-email?token=${encodeURIComponent(token)}`);
    await expect(page.getByRole("heading", { name: "This link is no longer valid" })).toBeVisible();
    await page.getByLabel("Email").fill(user.email);
    await page.getByRole("button", { name: "Resend email" }).click();
    await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
    await expect(page.getByText(user.email)).toBeVisible();
    // The registration sent the email a moment ago, so there is no other one.
    await mailbox.newest(user.email);
  });
}
