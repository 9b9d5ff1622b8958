import { expect, test } from "./fixtures";
import { fillRegistration, register, submitRegistration } from "./steps";

test("shows every error next to its field, focuses the first and keeps what was typed", async ({
  page,
  user,
}) => {
  await page.goto("/register");
  await page.getByLabel("Username").fill("two words");
  await page.getByLabel("Email").fill("nobody@nowhere");
  await page.getByLabel("Password", { exact: true }).fill("12345678");
  await page.getByLabel("Confirm password").fill("12345679");
  await page.getByText("Add a phone number").click();
  await page.getByLabel("Phone number").fill("12");
  await page.getByRole("button", { name: "Create account" }).click();

  const messages = {
    Username: "Use only letters, numbers and these characters: . _ - + @",
    Email: "Enter an email address like name@example.com.",
    Password: "This password is too common. Choose another. Don't use only numbers.",
    "Confirm password": "Passwords don't match.",
    "Phone number": "Enter a valid phone number with country code, e.g. +1 555 123 4567.",
  };
  for (const [label, message] of Object.entries(messages)) {
    const field = page.getByLabel(label, { exact: true });
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(new RegExp(`^${message.replace(/[.+/]/g, "\\$&")}`));
  }
  await expect(page.getByLabel("Email")).toBeFocused();
  await expect(page.getByLabel("Username")).toHaveValue("two words");
  await expect(page.getByLabel("Email")).toHaveValue("nobody@nowhere");
  await expect(page.getByLabel("Phone number")).toHaveValue("12");

  await fillRegistration(page, user);
  await page.getByLabel("Phone number").fill("+4915112345678");
  await submitRegistration(page);
});

test("rejects a taken username and email, offers what to do, and sends no password back", async ({
  page,
  user,
  javaScriptEnabled,
}) => {
  await register(page, user);
  await page.goto("/register");
  await fillRegistration(page, {
    ...user,
    username: user.username.toUpperCase(),
    email: user.email.replace("u", "U"),
  });
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("This username is taken.")).toBeVisible();
  await expect(page.getByText("An account with this email address already exists.")).toBeVisible();
  await expect(page.getByLabel("Email")).toBeFocused();
  await expect(page.getByLabel("Username")).toHaveValue(user.username.toUpperCase());
  await expect(page.locator("p", { hasText: "Available:" })).toContainText(user.username.toUpperCase());
  await expect(page.locator("form").getByRole("link", { name: "Log in", exact: true })).toHaveAttribute(
    "href",
    "/login",
  );
  await expect(page.getByRole("link", { name: "Reset your password" })).toBeVisible();
  // Without JavaScript the fields are empty: the server never sends a password back.
  const kept = javaScriptEnabled ? user.password : "";
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue(kept);
  await expect(page.getByLabel("Confirm password")).toHaveValue(kept);
  expect(await page.content()).not.toContain(user.password);
});

test("names what is wrong with a username, a password and an invisible character", async ({ page, user }) => {
  await page.goto("/register");
  await fillRegistration(page, {
    username: "Admin",
    email: user.email.replace("@", "\u200b@"),
    password: "Real-MFA 2026",
  });
  await page.getByText("Add a phone number").click();
  await page.getByLabel("Phone number").fill("5551234567");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription(
    /Remove the invisible character U\+200B\./,
  );
  await page.getByLabel("Email").fill(user.email);
  await page.getByLabel("Phone number").fill("+49 (0) 1511 2345678");
  await page.getByLabel("Password", { exact: true }).fill("Real-MFA 2026");
  await page.getByLabel("Confirm password").fill("Real-MFA 2026");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Username")).toHaveAccessibleDescription(/reserved/);
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(
    /Don't use the name of this service/,
  );
  await expect(page.getByLabel("Phone number")).toHaveValue("+49 (0) 1511 2345678");
});

test("shows the password rules before any mistake", async ({ page }) => {
  await page.goto("/register");
  await expect(page.getByText("At least 8 characters")).toBeVisible();
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(
    /At least 8 characters/,
  );
});

test("tells when to retry after two registrations in a minute from one IP address", async ({
  page,
  user,
}) => {
  for (const suffix of ["a", "b"]) {
    await register(page, { ...user, username: user.username + suffix, email: suffix + user.email });
  }
  await page.goto("/register");
  await fillRegistration(page, user);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText(/Too many requests\. Try again in (\d+ seconds?|1 minute)/)).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(user.email);
});
