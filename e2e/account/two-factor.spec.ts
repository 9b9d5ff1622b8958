import { addAuthenticatorApp, enterCode, totpCode } from "../authenticator-app";
import { linkIn } from "../emails";
import { expect, sessionCookie, test } from "../fixtures";
import { expectAccountPage, logIn, logOut, submitLogin, submitNewPassword } from "../steps";
import { ageSessions, registerVerified } from "../verified-user";

test("adds an authenticator app, tells the owner, and asks for its code at the next login", async ({
  page,
  user,
  mailbox,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const app = await addAuthenticatorApp(page);
  expect(app.recoveryCodes).toHaveLength(10);
  const added = await mailbox.withSubject(user.email, "Two-factor method added");
  expect(added.text).toContain("Phone");
  await page.getByRole("link", { name: "I've saved my codes" }).click();
  await expect(page.getByText("Two-factor authentication is on.")).toBeVisible();

  await logOut(page);
  await submitLogin(page, user);
  await expect(page.getByRole("heading", { name: "Two-factor authentication" })).toBeVisible();
  await enterCode(page, "000000");
  await expect(page.getByLabel("Code")).toHaveAccessibleDescription(/Incorrect code\./);
  const code = await totpCode(app);
  // As people paste it.
  await enterCode(page, `${code.slice(0, 3)} ${code.slice(3)}`);
  await expectAccountPage(page);

  // The same code again.
  await logOut(page);
  await submitLogin(page, user);
  await enterCode(page, code);
  await expect(page.getByLabel("Code")).toHaveAccessibleDescription(/already used/);
});

test("logs in with a recovery code once, and tells the owner", async ({ page, user, mailbox }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const {
    recoveryCodes: [code = ""],
  } = await addAuthenticatorApp(page);
  await logOut(page);
  await submitLogin(page, user);
  await page.getByRole("link", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code").fill(code.toLowerCase().replaceAll("-", ""));
  await page.getByRole("button", { name: "Verify" }).click();
  await expectAccountPage(page);
  const used = await mailbox.withSubject(user.email, "A recovery code was used");
  expect(used.text).toContain("Remaining codes: 9");
  await page.goto("/account/security");
  await expect(page.getByText("9 left")).toBeVisible();

  await logOut(page);
  await submitLogin(page, user);
  await page.getByRole("link", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code").fill(code);
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByLabel("Recovery code")).toHaveAccessibleDescription(/Incorrect code\./);
});

test("starts the login again after 5 wrong codes", async ({ page, user }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const app = await addAuthenticatorApp(page);
  await logOut(page);
  await submitLogin(page, user);
  await expect(page.getByRole("heading", { name: "Two-factor authentication" })).toBeVisible();
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await page.goto("/login/verify?method=recovery_code");
    await page.getByLabel("Recovery code").fill(`00000-00000-0000${attempt}`);
    await page.getByRole("button", { name: "Verify" }).click();
    // A heading's text is looked for by its role: the announcement of a new page may repeat it.
    const result =
      attempt < 5
        ? page.getByText("Incorrect code.")
        : page.getByRole("heading", { name: "This login has expired" });
    await expect(result).toBeVisible();
  }
  // Starting again gives no new attempts to who guesses.
  await submitLogin(page, user);
  await enterCode(page, await totpCode(app));
  await expect(page.getByText("Too many requests.")).toBeVisible();
});

test("doesn't ask again on a trusted device, until its trust is removed or the password is reset", async ({
  page,
  user,
  mailbox,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const app = await addAuthenticatorApp(page);
  await logOut(page);
  await submitLogin(page, user);
  await page.getByLabel("Don't ask again on this device for 30 days").check();
  await enterCode(page, await totpCode(app));
  await expectAccountPage(page);
  await logOut(page);
  await logIn(page, user);
  await logOut(page);

  await page.goto("/forgot-password");
  await page.getByLabel("Email").fill(user.email);
  await page.getByRole("button", { name: "Send reset link" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  const password = "Zk3-unlikely-harbour";
  await page.goto(linkIn(await mailbox.withSubject(user.email, "Reset your password")));
  await submitNewPassword(page, password);
  await submitLogin(page, { email: user.email, password });
  await expect(page.getByRole("heading", { name: "Two-factor authentication" })).toBeVisible();
});

test("asks for the second factor before a sensitive action, and loses nothing that was typed", async ({
  page,
  context,
  user,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const app = await addAuthenticatorApp(page);
  const before = (await sessionCookie(context))?.value;
  await ageSessions(user);
  await page.goto("/account/email");
  await expect(page.getByRole("heading", { name: "Confirm it's you" })).toBeVisible();
  await page.getByLabel("Code").fill(await totpCode(app));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByLabel("New email")).toBeVisible();
  expect((await sessionCookie(context))?.value).not.toBe(before);

  await page.getByLabel("New email").fill(`new-${user.email}`);
  await ageSessions(user);
  await page.getByRole("button", { name: "Send confirmation email" }).click();
  await expect(page.getByText("Nothing was changed yet.")).toBeVisible();
  await expect(page.getByLabel("New email")).toHaveValue(`new-${user.email}`);
  const tab = page.waitForEvent("popup");
  await page.getByRole("link", { name: "Confirm it's you" }).click();
  const confirm = await tab;
  await confirm.getByLabel("Code").fill(await totpCode(app, 1));
  await confirm.getByRole("button", { name: "Confirm" }).click();
  await expect(confirm.getByText("Confirmed.")).toBeVisible();
  await page.getByRole("button", { name: "Send confirmation email" }).click();
  await expect(page.getByText(`We sent a confirmation link to new-${user.email}.`)).toBeVisible();
});

test("renames and removes an authenticator app, replaces the recovery codes, and tells the owner", async ({
  page,
  user,
  mailbox,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const { recoveryCodes } = await addAuthenticatorApp(page);
  await page.goto("/account/security/recovery-codes");
  await page.getByRole("button", { name: "Create new recovery codes" }).click();
  const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  expect(recoveryCodes).not.toContain(await codes.first().textContent());
  await mailbox.withSubject(user.email, "Your recovery codes were replaced");

  await page.goto("/account/security");
  await page.getByRole("link", { name: "Manage Phone" }).click();
  await page.getByLabel("Name").fill("Tablet");
  await page.getByRole("button", { name: "Rename" }).click();
  await expect(page.getByText("Renamed to Tablet.")).toBeVisible();
  await page.getByRole("link", { name: "Manage Tablet" }).click();
  await page.getByRole("button", { name: "Remove authenticator app" }).click();
  await expect(page.getByText("Authenticator app removed.")).toBeVisible();
  await expect(page.getByText("Two-factor authentication is off")).toBeVisible();
  const removed = await mailbox.withSubject(user.email, "Two-factor method removed");
  expect(removed.text).toContain("Tablet");
  await page.goto("/account/activity?category=security");
  await expect(page.getByText("Authenticator app removed: Tablet")).toBeVisible();
  await logOut(page);
  await logIn(page, user);
});

test("an owner who didn't add a method removes it by the link in the email", async ({
  page,
  user,
  mailbox,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  await addAuthenticatorApp(page);
  await page.goto(linkIn(await mailbox.withSubject(user.email, "Two-factor method added")));
  await expect(page.getByText(/A two-factor method was added/)).toBeVisible();
  await page.getByRole("button", { name: "Secure my account" }).click();
  await expect(page.getByRole("heading", { name: "Account secured" })).toBeVisible();
  const password = "Zk3-unlikely-harbour";
  await page.goto(linkIn(await mailbox.withSubject(user.email, "Reset your password")));
  await submitNewPassword(page, password);
  await logIn(page, { email: user.email, password });
});

test("an owner who lost every method starts a reset by email, and cancels it by the link in the notice", async ({
  page,
  user,
  mailbox,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  await addAuthenticatorApp(page);
  await logOut(page);
  await submitLogin(page, user);
  await page.getByRole("link", { name: "I lost all my methods" }).click();
  await page.getByRole("button", { name: "Send reset link" }).click();
  await expect(page.getByText(`We've sent a link to ${user.email}.`)).toBeVisible();
  await page.goto(linkIn(await mailbox.withSubject(user.email, "Reset two-factor authentication")));
  await page.getByRole("button", { name: "Start the reset" }).click();
  await expect(page.getByRole("heading", { name: "Reset started" })).toBeVisible();
  const notice = await mailbox.withSubject(user.email, "Two-factor authentication will be turned off");
  await page.goto(linkIn(notice));
  await page.getByRole("button", { name: "Cancel the reset" }).click();
  await expect(page.getByRole("heading", { name: "Reset canceled" })).toBeVisible();
  await mailbox.withSubject(user.email, "Reset of two-factor authentication canceled");
  await page.goto(linkIn(notice));
  await expect(page.getByRole("heading", { name: "Link already used" })).toBeVisible();
});
