import { bearer, call, createApiUser } from "./api-client";
import { linkIn } from "./emails";
import { expect, test } from "./fixtures";
import { confirm, idOf, logInAs, trigger } from "./staff";
import { logIn } from "./steps";
import { ADMIN } from "./test-server";
import { newUser } from "./test-users";
import { queryDatabase, registerVerified } from "./verified-user";

const DEVICE = { fingerprint_hash: "abc123xyz456def789", device_name: "Laptop", device_type: "desktop" };

test("shows a user to admins and managers, and to nobody else", async ({ page, user }) => {
  const { email } = await createApiUser();
  const path = `/admin/users/${await idOf({ email })}`;
  expect((await page.goto(path))?.status()).toBe(404);
  await registerVerified(page, user);
  await logIn(page, user);
  expect((await page.goto(path))?.status()).toBe(404);
  await expect(page).toHaveTitle(/Page not found/);
  await queryDatabase("UPDATE users SET role = 'manager' WHERE email = $1", [user.email]);
  await logIn(page, user);
  expect((await page.goto(path))?.status()).toBe(200);
  for (const section of ["Details", "Devices and sessions", "Emails", "Audit events", "Actions"])
    await expect(page.getByRole("heading", { name: section })).toBeVisible();
  await expect(page.getByText(email).first()).toBeVisible();
  await expect(trigger(page, "Send reset link")).toBeVisible();
  for (const action of ["Suspend user", "Schedule deletion", "Delete user now", "Change role"])
    await expect(trigger(page, action)).toHaveCount(0);
  await page.goto(`/admin/users/${await idOf(ADMIN)}`);
  await expect(page.getByText("Only administrators can change the account")).toBeVisible();
  expect((await page.goto("/admin/users/no-such-user"))?.status()).toBe(404);
});

test("finds a user in the list, suspends them with a reason and reactivates them", async ({
  page,
  mailbox,
}) => {
  const { email, username, password, headers } = await createApiUser();
  const admin = await logInAs(page, "admin");
  await page.goto(`/admin/users?q=${username}`);
  await page.getByRole("link", { name: username }).click();
  await trigger(page, "Suspend user").click();
  await page.locator("textarea[name=reason]:visible").fill("Sends spam");
  await confirm(page, "Suspend user");
  await expect(page.getByText(`${username} suspended.`)).toBeVisible();
  await expect(page.locator("dialog:modal")).toHaveCount(0);
  await expect(page.getByText("This account is suspended")).toBeVisible();
  const event = page
    .getByRole("listitem")
    .filter({ hasText: "Account suspended" })
    .filter({ hasText: "Sends spam" });
  await expect(event).toContainText(`By ${admin.username}`);
  expect((await call("GET", "/api/auth/me/", undefined, headers)).status).toBe(401);
  expect((await mailbox.withSubject(email, "Your account was suspended")).subject).toContain("suspended");

  await trigger(page, "Reactivate user").click();
  await confirm(page, "Reactivate user");
  await expect(page.getByText(`${username} reactivated.`)).toBeVisible();
  expect((await call("POST", "/api/auth/login/", { email, password })).status).toBe(200);
});

test("helps a user in: resends the link, marks the address as verified, sends a reset link", async ({
  page,
  mailbox,
  javaScriptEnabled,
}) => {
  const person = newUser();
  await call("POST", "/api/auth/register/", { ...person, password2: person.password, device: DEVICE });
  await logInAs(page, "admin");
  const userPage = `/admin/users/${await idOf(person)}`;
  await page.goto(userPage);
  // The registration has just queued one.
  await queryDatabase("UPDATE outbox_emails SET created_at = now() WHERE recipient = $1", [person.email]);
  await trigger(page, "Resend verification email").click();
  await confirm(page, "Resend verification email");
  await expect(page.getByText(/Too many requests\. Try again in/)).toBeVisible();
  const send = page.locator("button:visible").filter({ hasText: "Resend verification email" });
  if (javaScriptEnabled !== false) await expect(send).toBeDisabled();
  // Not a reload, which would submit the form again without JavaScript.
  await page.goto(userPage);

  await trigger(page, "Mark email as verified").click();
  await confirm(page, "Mark email as verified");
  await expect(page.getByText(`Email address of ${person.username} marked as verified.`)).toBeVisible();
  await expect(trigger(page, "Resend verification email")).toHaveCount(0);

  // The password was chosen by whoever registered the address.
  const mail = await mailbox.withSubject(person.email, "Reset your password");
  expect(linkIn(mail)).toContain("/reset-password?token=");
  const login = await call("POST", "/api/auth/login/", { email: person.email, password: person.password });
  expect(login.status).toBe(401);

  const other = await createApiUser();
  await page.goto(`/admin/users/${await idOf(other)}`);
  await trigger(page, "Send reset link").click();
  await confirm(page, "Send reset link");
  await expect(page.getByText(`We're sending ${other.username} a link`)).toBeVisible();
});

test("revokes a session, all sessions, and removes a device", async ({ page }) => {
  const { email, password, token, headers } = await createApiUser();
  const { body } = await call("POST", "/api/auth/login/", { email, password, device: DEVICE });
  const other = bearer(body.token);
  await logInAs(page, "manager");
  await page.goto(`/admin/users/${await idOf({ email })}`);
  await trigger(page, "Revoke session").first().click();
  await confirm(page, "Revoke session");
  await expect(page.getByText("Session revoked.")).toBeVisible();
  const statuses = async () => [
    (await call("GET", "/api/auth/me/", undefined, headers)).status,
    (await call("GET", "/api/auth/me/", undefined, other)).status,
  ];
  expect((await statuses()).sort()).toEqual([200, 401]);
  await trigger(page, "Revoke all sessions").click();
  await confirm(page, "Revoke all sessions");
  await expect(page.getByText(/^All sessions of .+ revoked\.$/)).toBeVisible();
  expect(await statuses()).toEqual([401, 401]);
  expect(token).not.toBe(body.token);
  const devices = trigger(page, "Remove device");
  await expect(devices.first()).toBeVisible();
  const count = await devices.count();
  await devices.first().click();
  await confirm(page, "Remove device");
  await expect(page.getByText("Device removed and logged out.")).toBeVisible();
  await expect(devices).toHaveCount(count - 1);
});

test("edits a user, requires a new password and lifts rate limits", async ({ page, mailbox }) => {
  const { email, password, headers } = await createApiUser();
  const taken = await createApiUser();
  await logInAs(page, "admin");
  await page.goto(`/admin/users/${await idOf({ email })}`);
  const { username, email: newEmail } = newUser();
  await trigger(page, "Edit user").click();
  await page.locator("input[name=username]:visible").fill(taken.username);
  await confirm(page, "Save changes");
  await expect(
    page
      .getByText(/username/i)
      .and(page.locator(".text-danger"))
      .first(),
  ).toBeVisible();
  await page.locator("input[name=username]:visible").fill(username);
  await page.locator("input[name=email]:visible").fill(newEmail);
  await page.locator("input[name=phone_number]:visible").fill("+44 20 7946 0018");
  await confirm(page, "Save changes");
  await expect(
    page.getByText(`saved. If the email address is new, we're sending a link to it.`),
  ).toBeVisible();
  await expect(page.getByRole("heading", { name: username })).toBeVisible();
  await expect(page.getByRole("definition").getByText("+442079460018", { exact: true })).toBeVisible();
  await page.goto(linkIn(await mailbox.withSubject(newEmail, "")));
  await page.getByRole("button", { name: /Confirm/ }).click();
  await expect(page.getByRole("heading", { name: /changed|confirmed/i })).toBeVisible();

  await page.goto(`/admin/users/${await idOf({ email: newEmail })}`);
  await trigger(page, "Lift rate limits").click();
  await confirm(page, "Lift rate limits");
  await expect(page.getByText(`Rate limits of ${username} lifted.`)).toBeVisible();
  await queryDatabase(
    "INSERT INTO suppressed_addresses (email_canonical, reason) VALUES ($1, 'Mailbox full')",
    [newEmail],
  );
  await page.reload();
  await expect(page.getByText(/Mailbox full/)).toBeVisible();
  await trigger(page, "Take address off the suppression list").click();
  await confirm(page, "Take address off the suppression list");
  await expect(page.getByText(`Email address of ${username} taken off the suppression list.`)).toBeVisible();
  await trigger(page, "Require new password").click();
  await confirm(page, "Require new password");
  await expect(page.getByText(`${username} has to set a new password.`)).toBeVisible();
  expect((await call("GET", "/api/auth/me/", undefined, headers)).status).toBe(401);
  expect((await call("POST", "/api/auth/login/", { email: newEmail, password })).status).toBe(401);
  const mail = await mailbox.withSubject(newEmail, "Reset your password");
  expect(mail.text).toContain("The old one no longer works");
});

test("changes a role, and schedules and cancels a deletion", async ({ page }) => {
  const { email, username } = await createApiUser();
  await logInAs(page, "admin");
  await page.goto(`/admin/users/${await idOf({ email })}`);
  await trigger(page, "Change role").click();
  await page.locator("select[name=role]:visible").selectOption("Manager");
  await confirm(page, "Change role");
  await expect(page.getByText(`Role of ${username} changed.`)).toBeVisible();
  await trigger(page, "Schedule deletion").click();
  await confirm(page, "Schedule deletion");
  await expect(page.getByText(`${username} scheduled for deletion.`)).toBeVisible();
  await expect(page.getByText("This account is scheduled for deletion")).toBeVisible();
  await trigger(page, "Cancel deletion").click();
  await confirm(page, "Cancel deletion");
  await expect(page.getByText(`${username} is no longer scheduled for deletion.`)).toBeVisible();
});

test("asks for the admin's password again after 10 minutes, and tells when someone else was faster", async ({
  page,
}) => {
  const { email, username } = await createApiUser();
  const id = await idOf({ email });
  const admin = await logInAs(page, "admin");
  await queryDatabase(
    "UPDATE sessions SET authenticated_at = now() - interval '11 minutes' WHERE user_id = $1 RETURNING id",
    [await idOf(admin)],
  );
  await page.goto(`/admin/users/${id}`);
  await trigger(page, "Schedule deletion").click();
  await page.locator("input[name=password]:visible").fill("wrong");
  await confirm(page, "Schedule deletion");
  await expect(page.getByText("Incorrect password.")).toBeVisible();
  await page.locator("input[name=password]:visible").fill(admin.password);
  await confirm(page, "Schedule deletion");
  await expect(page.getByText(`${username} scheduled for deletion.`)).toBeVisible();

  await queryDatabase("UPDATE users SET delete_after = NULL WHERE id = $1", [id]);
  await trigger(page, "Cancel deletion").click();
  await expect(page.locator("input[name=password]:visible")).toHaveCount(0);
  await confirm(page, "Cancel deletion");
  await expect(page.getByText("This account is not scheduled for deletion.")).toBeVisible();
});

test("works with the keyboard", async ({ page, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "Without JavaScript there is no dialog.");
  const { email, username } = await createApiUser();
  await logInAs(page, "admin");
  await page.goto(`/admin/users/${await idOf({ email })}`);
  await trigger(page, "Suspend user").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("textarea[name=reason]:visible")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(trigger(page, "Suspend user")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("textarea[name=reason]:visible")).toBeFocused();
  await page.keyboard.type("Sends spam");
  const confirmation = page.getByRole("dialog").getByRole("button", { name: "Suspend user" });
  await expect(async () => {
    await page.keyboard.press("Tab");
    await expect(confirmation).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(page.getByText(`${username} suspended.`)).toBeVisible();
});
