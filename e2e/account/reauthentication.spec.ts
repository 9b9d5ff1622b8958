import { expect, flashCookies, sessionCookie, test } from "../fixtures";
import { logIn } from "../steps";
import { BASE_URL } from "../test-server";
import { ageSessions, registerVerified } from "../verified-user";

test("asks for the password before a new username, replaces the session and tells the owner", async ({
  page,
  context,
  user,
  mailbox,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  await ageSessions(user);
  const before = (await sessionCookie(context))?.value;
  await page.goto("/account/profile");
  await page.getByLabel("Bio").fill("Likes harbours.");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Profile updated.")).toBeVisible();
  // Otherwise the next page would show the message again, and the test would take it for that of the next change.
  await expect.poll(() => flashCookies(context)).toEqual([]);
  await page.goto("/account/profile");
  await expect(page.getByText("Profile updated.")).toBeHidden();

  const newUsername = `${user.username}.new`;
  await page.getByLabel("Username").fill(newUsername);
  await page.getByRole("button", { name: "Save changes" }).click();
  const password = page.getByLabel("Password");
  await expect(password).toHaveAccessibleDescription(/Enter your password/);
  await expect(page.getByLabel("Username")).toHaveValue(newUsername);
  await password.fill("not this one");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(password).toHaveAccessibleDescription(/Incorrect password\./);
  await expect(password).toHaveValue("");
  await password.fill(user.password);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Profile updated.")).toBeVisible();

  expect((await sessionCookie(context))?.value).not.toBe(before);
  const withOldCookie = await fetch(`${BASE_URL}/account`, {
    headers: { cookie: `session=${before}` },
    redirect: "manual",
  });
  expect(withOldCookie.status).toBe(307);
  await page.reload();
  await expect(page.getByLabel("Username")).toHaveValue(newUsername);
  await expect(page.getByLabel("Password")).toBeHidden();
  const email = await mailbox.withSubject(user.email, "Your username was changed");
  expect(email.text).toContain(newUsername);
});

test("asks for the password before a data download, and tells the owner", async ({ page, user, mailbox }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  await ageSessions(user);
  await page.goto("/account/data");
  const form = page.locator("form[action='/account/download']");
  const password = form.getByLabel("Password");
  await password.fill("not this one");
  await form.getByRole("button", { name: "Download data" }).click();
  await expect(password).toHaveAccessibleDescription(/Incorrect password\./);
  await password.fill(user.password);
  const downloads = page.waitForEvent("download");
  await form.getByRole("button", { name: "Download data" }).click();
  expect((await downloads).suggestedFilename()).toMatch(/\.json$/);
  await page.goto("/account");
  await expect(page).toHaveURL("/account");
  await mailbox.withSubject(user.email, "Your account data was downloaded");
});
