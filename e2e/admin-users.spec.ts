import { createApiUser } from "./api-client";
import { findViolations } from "./axe";
import { linkIn } from "./emails";
import { expect, test } from "./fixtures";
import { logInAs, openFilters, trigger } from "./staff";
import { logIn, register } from "./steps";
import { ADMIN } from "./test-server";
import { newUser } from "./test-users";
import { ageSessions, queryDatabase, registerVerified } from "./verified-user";

test("hides the list of users from everyone but admins", async ({ page, user }) => {
  const anonymous = await page.goto("/admin/users");
  expect(anonymous?.status()).toBe(404);
  await registerVerified(page, user);
  await logIn(page, user);
  const response = await page.goto("/admin/users");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await expect(page.getByLabel("Account menu")).toBeVisible();
  await expect(page).not.toHaveTitle(/Users/);
});

test("keeps search, filters and order in the URL", async ({ page, user, openOtherBrowser }) => {
  await register(await openOtherBrowser(), user);

  await logIn(page, ADMIN);
  await page.goto("/admin/users");
  await expect(page.getByText(/^[\d,]+ users?$/)).toBeVisible();
  await page.getByLabel("Search by username, email, phone number or ID").fill(user.email.toUpperCase());
  await openFilters(page);
  await page.getByLabel("Verification status").selectOption("no");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/q=USER_/);
  await expect(page).toHaveURL(/verified=no/);
  await expect(page.getByText("1 result", { exact: true })).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: user.username });
  await expect(row).toContainText("Unverified");

  await openFilters(page);
  await page.getByLabel("Verification status").selectOption("yes");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByText("No users found")).toBeVisible();
  await page.getByRole("link", { name: "Clear" }).click();
  await expect(page.getByText(/^[\d,]+ users?$/)).toBeVisible();

  // Wildcards of SQL match only themselves.
  await page.goto("/admin/users?q=%25");
  await expect(page.getByText("No users found")).toBeVisible();
});

test("applies a filter when it is changed, and keeps the search", async ({ page, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "Without JavaScript, the button applies the filters.");
  await logIn(page, ADMIN);
  await page.goto("/admin/users?q=admin");
  await openFilters(page);
  const role = page.getByRole("combobox", { name: "Role" });
  await role.focus();
  await role.selectOption("Admin");
  await expect(page).toHaveURL(/role=admin/);
  await expect(page).toHaveURL(/q=admin/);
  await expect(page.getByText(/^\d+ results?$/)).toBeVisible();
  await expect(role).toHaveValue("admin");
  // The next choice can be made with the keyboard at once.
  await expect(role).toBeFocused();
});

test("lists users in two lines on phones, with links that are large enough to tap", async ({ page }) => {
  await logIn(page, ADMIN);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/admin/users");
  await expect(page.getByRole("row").first()).toBeVisible();
  const heights = await page.locator("tbody tr").evaluateAll((rows) => rows.map((row) => row.clientHeight));
  expect(Math.max(...heights)).toBeLessThan(80);
  // The filters would fill the screen.
  const role = page.getByRole("combobox", { name: "Role" });
  await expect(role).toBeHidden();
  await trigger(page, "Filters").click();
  await expect(role).toBeVisible();
  await trigger(page, "Filters").click();
  await expect(role).toBeHidden();
  for (const link of await page.getByRole("link").all()) {
    const box = await link.boundingBox();
    if (box) expect(box.height).toBeGreaterThanOrEqual(24);
  }
});

test("the list of users fits a laptop's screen with its menus, whatever is shown", async ({ page, user }) => {
  const username = `${user.username}${"-of-a-very-long-name".repeat(5)}`.slice(0, 100);
  await registerVerified(page, { ...user, username });
  await queryDatabase(
    `UPDATE users SET role = 'manager', delete_after = now() + interval '7 days' WHERE email = $1`,
    [user.email],
  );
  await logIn(page, ADMIN);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`/admin/users?q=${encodeURIComponent(user.email)}`);
  const row = page.getByRole("row").filter({ hasText: user.email });
  await expect(row.getByText("Deletion scheduled")).toBeVisible();
  await expect(row.getByText("Manager", { exact: true })).toBeVisible();
  await expect(row.getByLabel(/^Actions for/)).toBeInViewport({ ratio: 1 });
  const isWider = await page.locator("table").evaluate((table) => {
    const frame = table.parentElement;
    return frame ? frame.scrollWidth > frame.clientWidth : true;
  });
  expect(isWider).toBe(false);
  await page.setViewportSize({ width: 390, height: 844 });
  const menu = row.getByLabel(/^Actions for/);
  await menu.scrollIntoViewIfNeeded();
  await expect(menu).toBeInViewport({ ratio: 1 });
  const [nameBox, menuBox] = [
    await row.getByRole("link", { name: username }).boundingBox(),
    await menu.boundingBox(),
  ];
  expect(nameBox?.width).toBeGreaterThan(60);
  expect((menuBox?.x ?? 390) + (menuBox?.width ?? 0)).toBeLessThanOrEqual(390);
});

test("invites a user, who sets a password and logs in", async ({
  page,
  mailbox,
  openOtherBrowser,
  javaScriptEnabled,
}) => {
  const person = newUser();
  await logInAs(page, "admin");
  await page.goto("/admin/users");
  await page.getByRole("link", { name: "Invite user" }).click();
  await page.waitForURL(/\/admin\/users\/new$/);
  if (javaScriptEnabled !== false) expect(await findViolations(page)).toEqual([]);
  await page.getByLabel("Username").fill(person.username);
  await page.getByLabel("Email").fill(ADMIN.email);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText("An account with this email address already exists.")).toBeVisible();
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText(`${person.username} created.`)).toBeVisible();
  const mail = await mailbox.withSubject(person.email, "Your invitation");
  const other = await openOtherBrowser();
  await other.goto(linkIn(mail));
  if (javaScriptEnabled !== false) expect(await findViolations(other)).toEqual([]);
  await other.getByLabel("Password", { exact: true }).fill(person.password);
  await other.getByLabel("Confirm password").fill(person.password);
  await other.getByRole("button", { name: "Set password" }).click();
  await expect(other.getByText("Your account is ready.")).toBeVisible();
  await logIn(other, person);
});

test("keeps the password when another field is refused", async ({ page, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "The server never gives a password back.");
  const person = newUser();
  const admin = await logInAs(page, "admin");
  await ageSessions(admin);
  await page.goto("/admin/users/new");
  const password = page.getByLabel("Your password");
  await page.getByLabel("Username").fill(person.username);
  await page.getByLabel("Email").fill(ADMIN.email);
  await password.fill("not this one");
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(password).toHaveAccessibleDescription(/Incorrect password\./);
  await expect(password).toHaveValue("");
  await password.fill(admin.password);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText("An account with this email address already exists.")).toBeVisible();
  await expect(password).toHaveValue(admin.password);
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText(`${person.username} created.`)).toBeVisible();
});

test("filters and sorts by last login", async ({ page }) => {
  const { username, email } = await createApiUser();
  await queryDatabase("UPDATE users SET last_login_at = '2026-02-01T12:34:00Z' WHERE email = $1", [email]);
  await logIn(page, ADMIN);
  await page.goto(`/admin/users?q=${username}`);
  await openFilters(page);
  await page.getByLabel("Last login to").fill("2026-02-01");
  await page.getByRole("button", { name: "Search" }).click();
  await page.waitForURL(/last_login_to=2026-02-01/);
  await expect(page.getByText("1 result", { exact: true })).toBeVisible();
  // The column is shown because the list is about it.
  await expect(page.getByRole("row").filter({ hasText: username })).toContainText("2026-02-01");
  await page.goto(`/admin/users?q=${username}&last_login_to=2026-01-31`);
  await expect(page.getByText("No users found")).toBeVisible();
  await page.goto(`/admin/users?q=${username}&last_login=never`);
  await expect(page.getByText("No users found")).toBeVisible();
  await openFilters(page);
  await expect(page.getByRole("combobox", { name: "Last login" })).toHaveValue("never");
  await queryDatabase("UPDATE users SET last_login_at = NULL WHERE email = $1", [email]);
  await page.reload();
  await expect(page.getByRole("row").filter({ hasText: username })).toContainText("Never");

  const sort = page.getByRole("link", { name: /^Last login/ });
  await sort.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/sort=last_login&order=desc/);
  // It can be pressed again for the other direction.
  await expect(sort).toBeFocused();
  await expect(page.getByRole("row").filter({ hasText: username })).toContainText("Never");
});

test("keeps the keyboard focus where the list goes on", async ({ page, javaScriptEnabled }) => {
  const prefix = `paged_${crypto.randomUUID().slice(0, 8)}`;
  await queryDatabase(
    `INSERT INTO users (id, username, username_canonical, email, email_canonical, email_verified, password_hash,
       created_at, updated_at)
     SELECT gen_random_uuid(), name, name, name || '@example.com', name || '@example.com', true, '', '2020-01-01', now()
     FROM (SELECT $1 || '_' || i AS name FROM generate_series(1, 30) AS i) AS people`,
    [prefix],
  );
  await logInAs(page, "admin");
  await page.goto(`/admin/users?q=${prefix}`);
  const list = page.getByRole("region", { name: "Users" });
  await page.getByRole("link", { name: "Next" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/after=/);
  await expect(page.getByRole("link", { name: "Next" })).toBeHidden();
  await expect(list).toBeFocused();
  const shown = page.getByRole("searchbox");
  await shown.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.search.includes("after="));
  await expect(page.getByRole("link", { name: "Next" })).toBeVisible();
  await expect(list).toBeFocused();

  if (javaScriptEnabled !== false) {
    await page.getByRole("link", { name: "Next" }).click();
    await page.waitForURL(/after=/);
    // It takes the focus a moment after the URL has changed.
    await expect(list).toBeFocused();
    const trigger = list.getByLabel(/^Actions for/).nth(2);
    const name = await trigger.getAttribute("aria-label");
    await trigger.focus();
    await page.keyboard.press("Enter");
    await list.getByRole("link", { name: "Edit user" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/action=edit/);
    await page.goBack();
    await expect(page.getByLabel(name ?? "", { exact: true })).toBeFocused();
    await page.keyboard.press("Enter");
    await list.getByRole("link", { name: "Open user" }).focus();
    await page.keyboard.press("Enter");
    const back = page.getByRole("link", { name: "Users", exact: true });
    await expect(back).toHaveAttribute("href", new RegExp(`q=${prefix}.*after=`));
    await back.click();
    await expect(page.getByLabel(name ?? "", { exact: true })).toBeFocused();
  }
  await queryDatabase("DELETE FROM users WHERE starts_with(username, $1)", [prefix]);
});
