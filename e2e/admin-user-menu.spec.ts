import { createApiUser } from "./api-client";
import { addAuthenticatorApp } from "./authenticator-app";
import { expect, test } from "./fixtures";
import { EMAIL_TIMEOUT_MS } from "./mailbox";
import { confirm, idOf, logInAs, trigger } from "./staff";
import { logIn } from "./steps";
import { newUser } from "./test-users";
import { ageSessions, queryDatabase, registerVerified } from "./verified-user";

test("leads from the row menu in the list to the dialog of the action", async ({ page }) => {
  const { email, username } = await createApiUser();
  await logInAs(page, "admin");
  await page.goto(`/admin/users?q=${username}`);
  await page.getByLabel(`Actions for ${username}`).click();
  await page.getByRole("link", { name: "Suspend user" }).click();
  await page.waitForURL(/action=suspend/);
  await page.locator("textarea[name=reason]:visible").fill("Sends spam");
  await page.locator("select[name=days]:visible").selectOption("After 7 days");
  await confirm(page, "Suspend user");
  await expect(page.getByText(`${username} suspended.`)).toBeVisible();
  await expect(page.getByText(/It ends on/)).toBeVisible();
  await expect(page.locator("dialog:modal")).toHaveCount(0);
  const [row] = await queryDatabase<{ days: number }>(
    "SELECT round(extract(epoch FROM suspended_until - now()) / 86400)::int AS days FROM users WHERE email = $1",
    [email],
  );
  expect(row?.days).toBe(7);
});

test("a press that begins before the page's scripts have started counts", async ({
  page,
  javaScriptEnabled,
}) => {
  test.skip(javaScriptEnabled === false, "It is about the moment when scripts start.");
  const { email, username } = await createApiUser();
  await logInAs(page, "admin");
  const path = `/admin/users/${await idOf({ email })}?action=send_password_reset`;
  const button = page.locator("button:visible").filter({ hasText: "Send reset link" });
  let load = () => {};
  const loading = new Promise<void>((resolve) => {
    load = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await loading;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  await button.hover();
  // Another font would move it.
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const before = await button.boundingBox();
  await page.mouse.down();
  load();
  await expect(page.locator("dialog:modal")).toBeVisible();
  expect(await button.boundingBox()).toEqual(before);
  await page.mouse.up();
  await expect(page.getByText(`We're sending ${username} a link to reset the password.`)).toBeVisible();
});

test("resets two-factor authentication of a user who lost every method", async ({
  page,
  mailbox,
  openOtherBrowser,
}) => {
  const person = newUser();
  const other = await openOtherBrowser();
  await registerVerified(other, person);
  await logIn(other, person);
  await addAuthenticatorApp(other);
  await logInAs(page, "admin");
  await page.goto(`/admin/users?q=${person.username}`);
  await page.getByLabel(`Actions for ${person.username}`).click();
  await page.getByRole("link", { name: "Schedule two-factor reset" }).click();
  await page.waitForURL(/action=schedule_two_factor_reset/);
  await confirm(page, "Schedule reset");
  await expect(page.getByText(`Two-factor reset of ${person.username} scheduled.`)).toBeVisible();
  const notice = await mailbox.withSubject(person.email, "Two-factor authentication will be turned off");
  expect(notice.text).toContain("An administrator requested");

  await expect(page.getByText("A two-factor reset is scheduled")).toBeVisible();
  await page.goto(`/admin/users?q=${person.username}`);
  await page.getByLabel(`Actions for ${person.username}`).click();
  await expect(page.getByRole("link", { name: "Schedule two-factor reset" })).toHaveCount(0);
  await page.getByRole("link", { name: "Cancel two-factor reset" }).click();
  await page.waitForURL(/action=cancel_two_factor_reset/);
  await confirm(page, "Cancel two-factor reset");
  await expect(page.getByText(`Two-factor reset of ${person.username} canceled.`)).toBeVisible();

  // They come to the desk and show who they are.
  await page.goto(`/admin/users?q=${person.username}`);
  await page.getByLabel(`Actions for ${person.username}`).click();
  await page.getByRole("link", { name: "Reset two-factor now" }).click();
  await page.waitForURL(/action=reset_two_factor/);
  await confirm(page, "Reset two-factor now");
  await expect(page.getByText(`Two-factor authentication of ${person.username} reset.`)).toBeVisible();
  await logIn(other, person);
});

test("asks for the password in the dialog if the time without it ends while the page is open", async ({
  page,
}) => {
  const { email, username } = await createApiUser();
  const staff = await logInAs(page, "manager");
  await page.goto(`/admin/users/${await idOf({ email })}`);
  await trigger(page, "Send reset link").click();
  await ageSessions(staff);
  await confirm(page, "Send reset link");
  const password = page.locator("input[name=password]:visible");
  await expect(password).toBeVisible();
  await password.fill(staff.password);
  await confirm(page, "Send reset link");
  await expect(page.getByText(`We're sending ${username} a link to reset the password.`)).toBeVisible();
});

test("deletes a user at once, after the username was typed", async ({ page }) => {
  const { email, username } = await createApiUser();
  await logInAs(page, "admin");
  const userId = await idOf({ email });
  // Nobody is deleted while an email to them is being sent.
  await expect
    .poll(
      () => queryDatabase("SELECT 1 FROM outbox_emails WHERE user_id = $1 AND sent_at IS NULL", [userId]),
      {
        timeout: EMAIL_TIMEOUT_MS,
      },
    )
    .toEqual([]);
  await page.goto(`/admin/users/${userId}`);
  await trigger(page, "Delete user now").click();
  await page.locator("input[name=confirmation]:visible").fill("somebody");
  await confirm(page, "Delete user now");
  await expect(page.getByText("Type the username exactly as it's shown.")).toBeVisible();
  await page.locator("input[name=confirmation]:visible").fill(username);
  await confirm(page, "Delete user now");
  await expect(page.getByText(`${username} deleted.`)).toBeVisible();
  await expect(page).toHaveURL(/\/admin\/users$/);
  expect(await idOf({ email })).toBe("");
});
