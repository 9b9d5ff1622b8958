import { expect, fillRegistration, register, test } from "./fixtures";

test("every rule is flash at its field, focus goes to the first, and what was typed stays", async ({
  page,
  person,
}) => {
  await page.goto("/register");
  await page.getByLabel("Username").fill("two words");
  await page.getByLabel("Email").fill("nobody@nowhere");
  await page.getByLabel("Password", { exact: true }).fill("12345678");
  await page.getByLabel("Confirm password").fill("12345679");
  await page.getByLabel("Phone number").fill("12");
  await page.getByRole("button", { name: "Create account" }).click();

  const messages = {
    Username:
      "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.",
    Email: "Enter a valid email address.",
    Password: "This password is too common. This password is entirely numeric.",
    "Confirm password": "Password fields didn't match.",
    "Phone number": "Enter a valid value.",
  };
  for (const [label, message] of Object.entries(messages)) {
    const field = page.getByLabel(label, { exact: true });
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(new RegExp(`^${message.replace(/[.+/]/g, "\\$&")}`));
  }
  await expect(page.getByLabel("Username")).toBeFocused();
  await expect(page.getByLabel("Username")).toHaveValue("two words");
  await expect(page.getByLabel("Email")).toHaveValue("nobody@nowhere");
  await expect(page.getByLabel("Phone number")).toHaveValue("12");

  await fillRegistration(page, person);
  await page.getByLabel("Phone number").fill("+4915112345678");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
});

test("a taken name and address are flash at their fields, and no password comes back", async ({
  page,
  person,
}) => {
  await register(page, person);
  await page.goto("/register");
  await fillRegistration(page, {
    ...person,
    username: person.username.toUpperCase(),
    email: person.email.replace("p", "P"),
  });
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("Username already taken.")).toBeVisible();
  await expect(page.getByText("Email already registered.")).toBeVisible();
  await expect(page.getByLabel("Username")).toBeFocused();
  await expect(page.getByLabel("Username")).toHaveValue(person.username.toUpperCase());
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  await expect(page.getByLabel("Confirm password")).toHaveValue("");
  expect(await page.content()).not.toContain(person.password);
});

test("the rules of the password stand there before any mistake", async ({ page }) => {
  await page.goto("/register");
  await expect(page.getByText("At least 8 characters, of any kind")).toBeVisible();
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(
    /At least 8 characters/,
  );
});

test("the third registration in a minute from one address is told when to come back", async ({
  page,
  person,
}) => {
  for (const suffix of ["a", "b"]) {
    await register(page, { ...person, username: person.username + suffix, email: suffix + person.email });
  }
  await page.goto("/register");
  await fillRegistration(page, person);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText(/too often.*try again in (\d+ seconds?|1 minute)/i)).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(person.email);
});
