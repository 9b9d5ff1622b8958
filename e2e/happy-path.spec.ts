import {
  ADMIN,
  expect,
  linkIn,
  logIn,
  logInAndWait,
  MAIL_TIMEOUT_MS,
  register,
  registerAndVerify,
  sessionCookie,
  test,
} from "./fixtures";

test("sign up, read the mail, verify, log in, be seen by an admin, log out", async ({
  page,
  context,
  person,
  mailbox,
  browser,
}) => {
  await register(page, person);
  await expect(page.getByText(person.email)).toBeVisible();
  await expect(page.getByText("noreply@realmfa.com")).toBeVisible();
  await expect(page.getByText(/6 hours/).first()).toBeVisible();
  await expect(page).toHaveURL("/check-email");

  const mail = await mailbox.newest(person.email);
  expect(mail.subject).toBe("Verify Your Email - Real MFA");
  expect(mail.from).toBe("Real MFA <noreply@realmfa.com>");

  const link = linkIn(mail);
  expect(link).toMatch(/^http:\/\/localhost:4310\/verify-email\?token=[\w-]{43}$/);
  await page.goto(link);
  await expect(page.getByText(`${person.username} registered with ${person.email}`)).toBeVisible();
  await page.getByRole("button", { name: "Verify email" }).click();
  await expect(page.getByRole("heading", { name: "Email verified" })).toBeVisible();

  await page.getByRole("link", { name: "Log in" }).click();
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("heading", { name: `Hello, ${person.username}` })).toBeVisible();
  const cookie = await sessionCookie(context);
  expect(cookie).toMatchObject({ name: "session", httpOnly: true, sameSite: "Lax", path: "/" });
  expect(Buffer.from(cookie?.value ?? "", "base64url")).toHaveLength(32);

  const admin = await browser.newContext();
  const adminPage = await admin.newPage();
  await logInAndWait(adminPage, ADMIN);
  await expect(async () => {
    await adminPage.goto(`/admin/users?q=${person.username}`);
    const row = adminPage.getByRole("row").filter({ hasText: person.username });
    await expect(row).toContainText(person.email);
    await expect(row).toContainText("Verified");
    // The provider tells of it in its own time.
    await expect(row).toContainText("Delivered", { timeout: 2_000 });
  }).toPass({ timeout: MAIL_TIMEOUT_MS });
  await admin.close();

  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
  await page.goto("/account");
  await expect(page).toHaveURL("/login?next=%2Faccount");
});

test("log-in: unverified is told only after the right password, and a way to a new mail", async ({
  page,
  person,
}) => {
  await register(page, person);
  await logIn(page, { ...person, password: "not the password" });
  await expect(page.getByText("The email or the password is wrong.")).toBeVisible();
  await expect(page.getByText(/not verified/)).toBeHidden();
  await expect(page.getByLabel("Email")).toHaveValue(person.email);
  await expect(page.getByLabel("Password")).toHaveValue("");

  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByText(/not verified yet/)).toBeVisible();
  await page.getByRole("link", { name: "get a new mail" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await expect(page.getByText(person.email)).toBeVisible();
});

test("a used link says so, and offers what helps", async ({ page, person, mailbox }) => {
  await registerAndVerify(page, mailbox, person);
  await page.goto(linkIn(await mailbox.newest(person.email)));
  await expect(page.getByRole("heading", { name: "This link was already used" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Log in" })).toBeVisible();
});

for (const [what, token] of [
  ["an unknown", "A".repeat(43)],
  ["a mangled", "abc%00<script>"],
  ["a missing", ""],
] as const) {
  test(`${what} token gets a page that says so and offers a new mail`, async ({ page, person, mailbox }) => {
    await register(page, person);
    await page.goto(`/verify-email?token=${encodeURIComponent(token)}`);
    await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
    await page.getByLabel("Email").fill(person.email);
    await page.getByRole("button", { name: "Send a new link" }).click();
    // The first mail went out within this minute.
    await expect(page.getByText(/too often.*try again in/i)).toBeVisible();
    await expect(page.getByLabel("Email")).toHaveValue(person.email);
    await mailbox.newest(person.email);
  });
}
