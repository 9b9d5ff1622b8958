import { bearer, call, createApiUser } from "../api-client";
import { linkIn, tokenIn } from "../emails";
import { expect, test } from "../fixtures";
import { enterCredentials, logIn, submitNewPassword } from "../steps";
import { newUser } from "../test-users";
import { registerVerified } from "../verified-user";

const NEW_PASSWORD = "Zk3-unlikely-harbour";

test("changes the email address once it is confirmed, and restores the old one on request", async ({
  page,
  user,
  mailbox,
  openOtherBrowser,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const { email } = newUser();
  const otherUser = newUser();
  await registerVerified(await openOtherBrowser(), otherUser);
  await page.goto("/account/email");
  const requestChange = async (newEmail: string) => {
    await page.getByLabel("New email").fill(newEmail);
    await page.getByRole("button", { name: "Send confirmation email" }).click();
  };
  await requestChange(otherUser.email);
  await expect(page.getByText("An account with this email address already exists.")).toBeVisible();
  await requestChange(email);
  await expect(page.getByRole("heading", { name: "Confirm your new email" })).toBeVisible();
  await expect(page.getByText(`We sent a confirmation link to ${email}.`)).toHaveCount(1);
  await expect(page.getByRole("textbox", { name: "New email" })).toHaveCount(0);

  // Opening the link changes nothing.
  const confirmationLink = linkIn(await mailbox.newest(email));
  await page.goto(confirmationLink);
  await page.goto("/account");
  const shownEmail = page.getByRole("region", { name: "Security check-up" }).getByText(/@/);
  await expect(shownEmail).toHaveText(user.email);
  await page.goto(confirmationLink);
  await page.getByRole("button", { name: "Confirm new email" }).click();
  await expect(page.getByRole("heading", { name: "Email address changed" })).toBeVisible();
  await page.goto("/account/activity");
  await expect(page.getByText(`From ${user.email} to ${email}`)).toBeVisible();
  await page.goto("/account");
  await expect(shownEmail).toHaveText(email);

  await page.goto(linkIn(await mailbox.withSubject(user.email, "Your email address was changed")));
  await page.getByRole("button", { name: "Restore email address" }).click();
  await expect(page.getByRole("heading", { name: "Email address restored" })).toBeVisible();
  await page.goto("/account");
  await expect(page).toHaveURL("/login?next=%2Faccount");
  await page.goto(linkIn(await mailbox.withSubject(user.email, "Reset your password")));
  await submitNewPassword(page, NEW_PASSWORD);
  await logIn(page, { email: user.email, password: NEW_PASSWORD });
  await expect(shownEmail).toHaveText(user.email);
});

test("asks whoever opens the link to log in to the account", async ({
  page,
  user,
  mailbox,
  openOtherBrowser,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const { email } = newUser();
  await page.goto("/account/email");
  await page.getByLabel("New email").fill(email);
  await page.getByRole("button", { name: "Send confirmation email" }).click();
  const message = await mailbox.newest(email);

  // The owner of the new mailbox has an account of their own.
  const other = await openOtherBrowser();
  const otherUser = newUser();
  await registerVerified(other, otherUser);
  await logIn(other, otherUser);
  await other.goto(linkIn(message));
  const heading = other.getByRole("heading", { name: "Log in to confirm your new email address" });
  await expect(heading).toBeVisible();
  await expect(other.getByText(`You're logged in as ${otherUser.username}.`)).toBeVisible();
  await other.getByRole("button", { name: "Log out and switch account" }).click();
  await expect(other).toHaveURL(/^[^?]*\/login\?next=/);
  await other.goto(linkIn(message));
  await expect(heading).toBeVisible();
  expect(await call("POST", "/api/auth/confirm-email/", { token: tokenIn(message) })).toMatchObject({
    status: 401,
    body: { detail: "Authentication credentials were not provided." },
  });

  // The owner of the account reads the email there.
  await other.getByRole("link", { name: "Log in" }).click();
  await expect(other).toHaveURL(/^[^?]*\/login\?next=/);
  await enterCredentials(other, user);
  await other.getByRole("button", { name: "Confirm new email" }).click();
  await expect(other.getByRole("heading", { name: "Email address changed" })).toBeVisible();
});

test("an API client confirms with its session token beside the token of the link", async ({ mailbox }) => {
  const { headers } = await createApiUser();
  const stranger = await createApiUser();
  const { email } = newUser();
  expect(await call("POST", "/api/account/email/", { email }, headers)).toMatchObject({ status: 200 });
  const token = tokenIn(await mailbox.newest(email));
  const confirm = (sent: Record<string, string>) => call("POST", "/api/auth/confirm-email/", { token }, sent);
  expect((await confirm({})).status).toBe(401);
  expect((await confirm(bearer("made-up"))).body).toEqual({ detail: "Invalid token." });
  expect((await confirm(stranger.headers)).status).toBe(403);
  expect(await confirm(headers)).toMatchObject({ status: 200, body: { message: "Email address changed." } });
  expect((await call("GET", "/api/auth/me/", undefined, headers)).body).toMatchObject({ email });
});

test("cancels a requested change, and then offers the form again", async ({ page, user, mailbox }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const { email } = newUser();
  await page.goto("/account/email");
  await page.getByLabel("New email").fill(email);
  await page.getByRole("button", { name: "Send confirmation email" }).click();
  const link = linkIn(await mailbox.newest(email));
  await page.getByRole("button", { name: "Cancel email change" }).click();
  await expect(page.getByText("Email change canceled.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "New email" })).toHaveValue("");
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Link already used" })).toBeVisible();
});
