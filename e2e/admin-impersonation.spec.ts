import type { Page } from "@playwright/test";
import { bearer, call, createApiUser } from "./api-client";
import { expect, test } from "./fixtures";
import { confirm, idOf, logInAs, trigger } from "./staff";
import { logIn } from "./steps";
import { ADMIN } from "./test-server";
import { queryDatabase } from "./verified-user";

const OPEN = ["/account/profile", "/account/devices", "/account/activity", "/account/security"];
const CLOSED = [
  "/account/email",
  "/account/password",
  "/account/data",
  "/account/confirm",
  "/account/security/authenticator",
  "/account/security/recovery-codes",
  "/admin",
  "/admin/users",
];

const banner = (page: Page) => page.getByRole("region", { name: "Impersonation" });
const refusal = (page: Page) => page.getByRole("heading", { name: "Changes are turned off" });

/** Starts an impersonation from the page of the user, and waits for what the user sees. */
async function impersonate(page: Page, user: { email: string; username: string }) {
  await page.goto(`/admin/users/${await idOf(user)}`);
  await trigger(page, "Impersonate user").click();
  await page.locator("textarea[name=reason]:visible").fill("Ticket 4711");
  await confirm(page, "Impersonate user");
  await expect(banner(page)).toContainText(`as ${user.username}. Changes are turned off.`);
}

test("shows the account as its owner sees it, refuses changes, and leads back to the user's page", async ({
  page,
  mailbox,
}) => {
  const user = await createApiUser();
  const { email, username, headers } = user;
  const admin = await logInAs(page, "admin");
  await impersonate(page, user);
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByText(`Hello, ${username}`)).toBeVisible();
  await expect(banner(page)).toContainText(/Ends in \d+ minutes/);
  for (const path of OPEN) {
    expect((await page.goto(path))?.status(), path).toBe(200);
    await expect(banner(page)).toBeVisible();
  }
  for (const path of CLOSED) {
    expect((await page.goto(path))?.status(), path).toBe(403);
    await expect(refusal(page)).toBeVisible();
  }

  await page.goto("/account/profile");
  // An open page must not send what it shows to the admin's own account after the impersonation.
  const save = page.getByRole("button", { name: "Save changes" });
  await expect(save).toBeDisabled();
  await page.locator("fieldset:disabled").evaluate((fields) => fields.removeAttribute("disabled"));
  await page.getByLabel("Bio").fill("Written by somebody else");
  await save.click();
  await expect(refusal(page)).toBeVisible();
  expect((await call("GET", "/api/account/", undefined, headers)).body).toMatchObject({ bio: "" });

  await banner(page).getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("heading", { name: username, level: 1 })).toBeVisible();
  await expect(banner(page)).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`/admin/users/${await idOf(user)}$`));
  const event = page.getByRole("listitem").filter({ hasText: "Impersonation started: the account" });
  await expect(event).toContainText("Ticket 4711");
  await expect(event).toContainText(`By ${admin.username}`);

  const message = await mailbox.withSubject(email, "An administrator viewed your account");
  expect(JSON.stringify(message)).not.toContain("4711");
  const { body } = await call("GET", "/api/account/activity/", undefined, headers);
  expect(body.results).toMatchObject([
    { event: "impersonation_stopped", by_administrator: true, ip_address: "" },
    { event: "impersonation_started", by_administrator: true, ip_address: "" },
    { event: "authn_login_success", by_administrator: false },
    ...(body.results as object[]).slice(3),
  ]);
});

test("ends by itself, and with a logout", async ({ page, javaScriptEnabled }) => {
  const user = await createApiUser();
  const admin = await logInAs(page, "admin");
  await impersonate(page, user);
  if (javaScriptEnabled !== false) {
    await page.clock.install();
    await page.goto("/account/profile");
    await expect(banner(page)).toContainText("Ends in 30 minutes.");
    // The countdown starts once the page is hydrated.
    await expect(async () => {
      await page.clock.fastForward("31:00");
      await expect(banner(page)).toContainText(`of ${user.username} has ended.`, { timeout: 500 });
    }).toPass();
  }
  await queryDatabase(
    "UPDATE sessions SET impersonation_ends_at = now() - interval '1 second' WHERE impersonated_user_id = $1",
    [await idOf(user)],
  );
  await page.goto("/account");
  await expect(page.getByText(`Hello, ${admin.username}`)).toBeVisible();
  await expect(banner(page)).toHaveCount(0);

  await impersonate(page, user);
  await page.getByLabel("Account menu").click();
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page).toHaveURL(/\/login/);
  await logIn(page, user);
  await expect(banner(page)).toHaveCount(0);
});

test("is not offered for staff, nor to managers", async ({ page }) => {
  const user = await createApiUser();
  await logInAs(page, "admin");
  await page.goto(`/admin/users/${await idOf(ADMIN)}`);
  await expect(trigger(page, "Edit user")).toBeVisible();
  await expect(trigger(page, "Impersonate user")).toHaveCount(0);
  await page.goto(`/admin/users?q=${user.username}`);
  await page.getByLabel(`Actions for ${user.username}`).click();
  await page.getByRole("link", { name: "Impersonate user" }).click();
  await expect(page.locator("textarea[name=reason]:visible")).toBeVisible();
  await page.context().clearCookies();
  await logInAs(page, "manager");
  await page.goto(`/admin/users/${await idOf(user)}`);
  await expect(trigger(page, "Send reset link")).toBeVisible();
  await expect(trigger(page, "Impersonate user")).toHaveCount(0);
});

test("works by API", async () => {
  const [user, admin] = [await createApiUser(), await createApiUser()];
  await queryDatabase("UPDATE users SET role = 'admin' WHERE email = $1", [admin.email]);
  const { email, password } = admin;
  const { body } = await call("POST", "/api/auth/login/", { email, password });
  const headers = bearer(body.token);
  const id = await idOf(user);
  const start = (userId: string) =>
    call("POST", `/api/admin/users/${userId}/impersonate/`, { reason: "Ticket 4711" }, headers);
  const me = async () => (await call("GET", "/api/auth/me/", undefined, headers)).body.username;
  expect(await start(await idOf(ADMIN))).toMatchObject({ status: 403 });
  expect(await start(id)).toMatchObject({ status: 200 });
  expect(await me()).toBe(user.username);
  const state = () => call("GET", "/api/admin/impersonation/", undefined, headers);
  const { username } = user;
  expect(await state()).toMatchObject({
    status: 200,
    body: { user: { id, username }, ends_at: expect.any(String) },
  });
  const detail = "Changes are turned off during an impersonation. Stop it first.";
  expect(await start(id)).toMatchObject({ status: 403, body: { detail } });
  for (const [method, path] of [
    ["PATCH", "/api/account/"],
    ["DELETE", "/api/account/"],
    ["POST", "/api/account/data/"],
    ["POST", "/api/account/password/"],
    ["POST", "/api/account/two-factor/authenticators/"],
    ["GET", "/api/admin/users/"],
  ] as const) {
    const response = await call(method, path, method === "GET" ? undefined : {}, headers);
    expect(response, path).toMatchObject({ status: 403, body: { detail } });
  }
  const stop = (of: Record<string, string>) => call("DELETE", "/api/admin/impersonation/", undefined, of);
  expect(await stop(headers)).toMatchObject({ status: 200, body: { message: "Impersonation stopped." } });
  expect(await me()).toBe(admin.username);
  expect(await state()).toMatchObject({ status: 404 });
  expect(await stop(headers)).toMatchObject({ status: 409 });
  expect(await stop(user.headers)).toMatchObject({ status: 403 });
});
