import type { Page } from "@playwright/test";
import { codeIn, linkIn, removalLinkIn } from "./emails";
import { expect, test } from "./fixtures";
import {
  expectAccountPage,
  fillRegistration,
  register,
  submitRegistration,
  submitVerification,
} from "./steps";
import { ADMIN } from "./test-server";

const hasScript = () => test.info().project.name !== "without-javascript";

/** Types a code on the waiting page. With JavaScript, it is submitted by itself. */
async function enterCode(page: Page, code: string) {
  await page.getByLabel("Verification code").fill(code);
  if (!hasScript()) await page.getByRole("button", { name: "Verify email" }).click();
}

test("the code from the email, typed where the account was created, verifies and logs in", async ({
  page,
  user,
  mailbox,
}) => {
  await register(page, user);
  const email = await mailbox.newest(user.email);
  const wrong = codeIn(email) === "000000" ? "000001" : "000000";
  await enterCode(page, wrong);
  await expect(page.getByText("This code is incorrect. Use the one from the newest email.")).toBeVisible();
  await expect(page.getByLabel("Verification code")).toHaveValue("");
  await enterCode(page, codeIn(email));
  await expect(page.getByRole("heading", { name: "Email verified" })).toBeVisible();
  await page.getByRole("link", { name: "Go to your account" }).click();
  await expectAccountPage(page);
  await page.goto(linkIn(email));
  await expect(page.getByRole("heading", { name: "Email already verified" })).toBeVisible();
});

test("the page is still there for the code in the reminder, a day later", async ({
  page,
  context,
  user,
  mailbox,
}) => {
  await register(page, user);
  const email = await mailbox.newest(user.email);
  await context.clearCookies({ name: /pending_email$/ });
  await page.goto("/check-email");
  await enterCode(page, codeIn(email));
  await expect(page.getByRole("heading", { name: "Email verified" })).toBeVisible();
});

test("a code can be pasted with what was copied around it", async ({ page, user, mailbox }) => {
  test.skip(!hasScript(), "Without JavaScript the server takes out the digits, as a unit test shows.");
  await register(page, user);
  const code = codeIn(await mailbox.newest(user.email));
  const field = page.getByLabel("Verification code");
  await field.focus();
  await field.evaluate(
    (input, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text", text);
      input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    `Your code: ${code.slice(0, 3)}-${code.slice(3)}.`,
  );
  await expect(page.getByRole("heading", { name: "Email verified" })).toBeVisible();
});

test("after 5 wrong codes, only a new email or the link helps", async ({ page, user, mailbox }) => {
  await register(page, user);
  const email = await mailbox.newest(user.email);
  const wrong = codeIn(email) === "000000" ? "000001" : "000000";
  for (let attempt = 0; attempt < 5; attempt++) {
    await enterCode(page, wrong);
    await expect(page.getByText(/This code is incorrect/)).toBeVisible();
    await expect(page.getByLabel("Verification code")).toHaveValue("");
  }
  await enterCode(page, codeIn(email));
  await expect(page.getByText(/Too many incorrect codes/)).toBeVisible();
  await page.goto(linkIn(email));
  await submitVerification(page);
});

test("a browser that didn't create the account is not asked for a code", async ({
  page,
  user,
  mailbox,
  openOtherBrowser,
}) => {
  await register(page, user);
  await expect(page.getByLabel("Verification code")).toBeVisible();
  await mailbox.newest(user.email);
  const other = await openOtherBrowser();
  await other.goto("/resend-verification");
  await other.getByLabel("Email").fill(user.email);
  await other.getByRole("button", { name: "Resend email" }).click();
  await expect(other.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await expect(other.getByLabel("Verification code")).toBeHidden();
});

test("the waiting page moves on once the link was pressed on a phone", async ({
  page,
  user,
  mailbox,
  openOtherBrowser,
}) => {
  await register(page, user);
  const phone = await openOtherBrowser();
  await phone.goto(linkIn(await mailbox.newest(user.email)));
  await phone.getByLabel("Password", { exact: true }).fill(user.password);
  await submitVerification(phone);
  if (!hasScript()) await page.getByRole("link", { name: "Refresh this page" }).click();
  await expect(page.getByRole("heading", { name: "Email verified" })).toBeVisible();
  await page.getByRole("link", { name: "Log in", exact: true }).click();
  await expect(page.getByLabel("Email")).toHaveValue(user.email);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await expectAccountPage(page);
});

test("the waiting page asks for no code any more once its registration was removed on a phone", async ({
  page,
  user,
  mailbox,
  openOtherBrowser,
}) => {
  await register(page, user);
  const phone = await openOtherBrowser();
  await phone.goto(removalLinkIn(await mailbox.newest(user.email)));
  await phone.getByRole("button", { name: "Remove registration" }).click();
  await expect(phone.getByRole("heading", { name: "Registration removed" })).toBeVisible();
  if (!hasScript()) await page.getByRole("link", { name: "Refresh this page" }).click();
  await expect(page.getByLabel("Verification code")).toBeHidden();
});

test("the waiting page moves on once the link was pressed in another tab", async ({
  page,
  context,
  user,
  mailbox,
}) => {
  test.skip(!hasScript(), "Without JavaScript, the other tab is where the person is.");
  await register(page, user);
  const tab = await context.newPage();
  await tab.goto(linkIn(await mailbox.newest(user.email)));
  await submitVerification(tab);
  await page.bringToFront();
  await expect(page.getByRole("heading", { name: "Email verified" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Go to your account" })).toBeVisible();
});

test("another address can be given on the waiting page, and the links to the old one stop working", async ({
  page,
  user,
  mailbox,
}) => {
  await register(page, user);
  const oldLink = linkIn(await mailbox.newest(user.email));
  const email = `right.${user.email}`;
  await page.getByText("Use another address").click();
  await page.getByLabel("New email address").fill(ADMIN.email);
  await page.getByRole("button", { name: "Change address" }).click();
  await expect(page.getByText("An account with this email address already exists.")).toBeVisible();
  await page.getByLabel("New email address").fill(email);
  await page.getByRole("button", { name: "Change address" }).click();
  await expect(page.getByText(email)).toBeVisible();
  await page.goto(oldLink);
  await expect(page.getByRole("heading", { name: "A newer link was sent" })).toBeVisible();
  await expect(page.getByText(email)).toBeHidden();
  await page.goto("/check-email");
  await enterCode(page, codeIn(await mailbox.newest(email)));
  await page.getByRole("link", { name: "Go to your account" }).click();
  await expectAccountPage(page);
  await expect(page.getByRole("main").getByText(email).first()).toBeVisible();
  expect(await mailbox.all(user.email)).toHaveLength(1);
});

test("an address that looks like a typing error is accepted, with a suggestion", async ({ page, user }) => {
  const meant = `${user.username}@gmail.com`;
  await page.goto("/register");
  await fillRegistration(page, { ...user, email: `${user.username}@gmial.com` });
  if (hasScript()) {
    // The page listens once it has this button.
    await expect(page.getByRole("button", { name: "Show password" }).first()).toBeVisible();
    await page.getByLabel("Email").focus();
    await page.getByLabel("Email").blur();
    await page.getByRole("button", { name: meant }).click();
    await expect(page.getByLabel("Email")).toHaveValue(meant);
    await expect(page.getByText("Did you mean")).toBeHidden();
    await page.getByLabel("Email").fill(`${user.username}@gmial.com`);
  }
  await submitRegistration(page);
  await expect(page.getByText(`Did you mean ${meant}?`)).toBeVisible();
  await expect(page.getByLabel("New email address")).toHaveValue(meant);
});

test("the waiting page says that an email bounced, and asks for another address", async ({
  page,
  user,
  mailbox,
}) => {
  await register(page, { ...user, email: `bounced+${user.username}@resend.dev` });
  await expect(async () => {
    if (!hasScript()) await page.reload();
    await expect(page.getByText("We couldn't deliver the email")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(page.getByLabel("Verification code")).toBeHidden();
  await expect(page.getByText("Use another address")).toBeHidden();
  await expect(page.getByText("We can't send another email there.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Resend email" })).toBeHidden();
  await page.getByLabel("New email address").fill(user.email);
  await page.getByRole("button", { name: "Change address" }).click();
  await expect(page.getByText(user.email)).toBeVisible();
  await enterCode(page, codeIn(await mailbox.newest(user.email)));
  await expect(page.getByRole("heading", { name: "Email verified" })).toBeVisible();
});

test("the waiting page says that an email was marked as spam, and that no other one is sent", async ({
  page,
  user,
}) => {
  await register(page, { ...user, email: `complained+${user.username}@resend.dev` });
  await expect(async () => {
    if (!hasScript()) await page.reload();
    await expect(page.getByText("Our email was marked as spam")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(page.getByLabel("Verification code")).toBeVisible();
  await expect(page.getByLabel("New email address")).toBeVisible();
  await expect(page.getByRole("button", { name: "Resend email" })).toBeHidden();
});

test("the waiting page leads to the mailbox of a known provider", async ({ page, user }) => {
  await register(page, { ...user, email: `${user.username}@gmail.com` });
  const link = page.getByRole("link", { name: "Open Gmail" });
  await expect(link).toHaveAttribute("href", /^https:\/\/mail\.google\.com\/.*noreply%40realmfa\.com/);
  await expect(link).toHaveAttribute("rel", "noopener noreferrer");
});
