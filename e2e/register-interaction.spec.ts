import { expect, test } from "./fixtures";
import { fillRegistration, register, submitRegistration } from "./steps";
import { fromNewIpAddress } from "./test-users";
import { queryDatabase } from "./verified-user";

test("shows a field's error when the field is left, and hides it once it is corrected", async ({ page }) => {
  await page.goto("/register");
  const username = page.getByLabel("Username");
  await username.pressSequentially("two words");
  await expect(username).not.toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Email").focus();
  await expect(username).toHaveAttribute("aria-invalid", "true");
  await username.fill("oneword");
  await expect(username).not.toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Password", { exact: true }).pressSequentially("password1");
  await expect(page.getByText("Weak")).toBeVisible();
  await page.getByLabel("Confirm password").focus();
  await expect(page.getByText("This password is too common.")).toBeVisible();
});

test("submits once on a double click and shows that the request is pending", async ({
  page,
  user,
  mailbox,
}) => {
  await page.goto("/register");
  await fillRegistration(page, user);
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let requests = 0;
  await page.route("/register", async (route) => {
    if (route.request().method() === "POST") {
      requests++;
      await released;
    }
    await route.continue();
  });
  const button = page.getByRole("button", { name: /^Creat(e|ing your) account/ });
  await button.dblclick();
  await expect(button).toBeDisabled();
  await expect(button).toHaveText("Creating your account…");
  release();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  expect(requests).toBe(1);
  await mailbox.newest(user.email);
});

test("keeps what was typed when the connection fails", async ({ page, user }) => {
  await page.goto("/register");
  await fillRegistration(page, user);
  await page.route("/register", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText(/we couldn't process your request/)).toBeVisible();
  await expect(page.getByLabel("Username")).toHaveValue(user.username);
  await expect(page.getByLabel("Email")).toHaveValue(user.email);
  await page.unroute("/register");
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue(user.password);
  await expect(page.getByLabel("Confirm password")).toHaveValue(user.password);
  await submitRegistration(page);
});

test("tells that a username is taken when the field is left, and fills in a suggestion", async ({
  page,
  user,
}) => {
  await register(page, user);
  await page.goto("/register");
  const username = page.getByLabel("Username");
  await username.fill(user.username);
  await page.getByLabel("Email").focus();
  await expect(username).toHaveAccessibleDescription("This username is taken.");
  const suggestion = page.getByRole("button", { name: user.username }).first();
  const name = (await suggestion.textContent()) ?? "";
  await suggestion.click();
  await expect(username).toHaveValue(name);
  await expect(username).toBeFocused();
  await expect(username).not.toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Email").focus();
  await expect(page.getByText(`${name} is available.`)).toBeVisible();
  await fillRegistration(page, { ...user, username: name, email: `other-${user.email}` });
  await submitRegistration(page);
});

test("estimates a password by the patterns in it, and says what to do", async ({ page }) => {
  await page.goto("/register");
  const password = page.getByLabel("Password", { exact: true });
  for (const guessable of ["Liverpool1234", "iloveyoujessica", "Password1Password1"]) {
    await password.fill(guessable);
    await expect(password).toHaveAccessibleDescription(/^Weak .*Add/);
  }
  await password.fill("Qv7!mzorbit-lane");
  await expect(password).toHaveAccessibleDescription(/^Strong .*At least 8 characters ?\(met\)/);
  await page.getByLabel("Username").fill("mzorbit-lane-qv7");
  await expect(password).toHaveAccessibleDescription(/^Weak .*Not like your username or email ?\(not met\)/);
});

test("shows the passwords on request, and hides them before they are submitted", async ({ page, user }) => {
  await page.goto("/register");
  await fillRegistration(page, user);
  const password = page.getByLabel("Password", { exact: true });
  await page.getByRole("button", { name: "Show password" }).first().click();
  await expect(password).toHaveAttribute("type", "text");
  await expect(page.getByLabel("Confirm password")).toHaveAttribute("type", "password");
  await page.getByLabel("Email").fill("nobody@nowhere");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
  await expect(password).toHaveAttribute("type", "password");
  await expect(password).toHaveValue(user.password);
});

test("counts down after too many registrations, and lets the user try again", async ({ page, user }) => {
  await page.clock.install();
  for (const suffix of ["a", "b"]) {
    await register(page, { ...user, username: user.username + suffix, email: suffix + user.email });
  }
  await page.goto("/register");
  await fillRegistration(page, user);
  const button = page.getByRole("button", { name: "Create account" });
  await button.click();
  const alert = page.getByRole("alert").filter({ hasText: "Too many requests" });
  await expect(button).toBeDisabled();
  const secondsLeft = async () => Number(/(\d+) seconds?\.$/.exec((await alert.textContent()) ?? "")?.[1]);
  const before = await secondsLeft();
  // A busy machine can skip a number.
  await expect.poll(secondsLeft).toBeLessThan(before - 1);
  await page.clock.fastForward("01:00");
  await expect(page.getByText("You can try again now.")).toBeVisible();
  // The limit is one of clients, and only the browser's clock went on.
  await page.setExtraHTTPHeaders(fromNewIpAddress());
  await submitRegistration(page);
});

test("counts down until the email can be resent, and then resends it", async ({ page, user, mailbox }) => {
  await page.clock.install();
  await register(page, user);
  const button = page.getByRole("button", { name: "Resend email" });
  await expect(button).toBeDisabled();
  await expect(page.getByText(/You can resend the email in \d+ seconds/)).toBeVisible();
  await mailbox.newest(user.email);
  await page.clock.fastForward("01:00");
  await queryDatabase(
    "UPDATE outbox_emails SET created_at = created_at - interval '1 minute' WHERE recipient = $1",
    [user.email],
  );
  await expect(button).toBeEnabled();
  await button.click();
  await expect(button).toBeDisabled();
  await expect(page.getByText(/You can resend the email in/)).toBeVisible();
  await mailbox.newest(user.email, 2);
});

test("identifies the device by the browser's fingerprint", async ({ page, user }) => {
  await page.goto("/register");
  await fillRegistration(page, user);
  await expect(page.locator("input[name=fingerprint]")).toHaveValue(/^[0-9a-f]{32}$/);
});
