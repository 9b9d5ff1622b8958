import { expect, fillRegistration, register, test } from "./fixtures";

test("a rule speaks up when its field was left, and falls silent when it is kept", async ({ page }) => {
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

test("the button cannot be pressed twice, and says that it works", async ({ page, person, mailbox }) => {
  await page.goto("/register");
  await fillRegistration(page, person);
  let isAsked: () => void = () => {};
  const asked = new Promise<void>((resolve) => {
    isAsked = resolve;
  });
  let requests = 0;
  await page.route("/register", async (route) => {
    if (route.request().method() === "POST") {
      requests++;
      await asked;
    }
    await route.continue();
  });
  const button = page.getByRole("button", { name: /Creat(e|ing) account/ });
  await button.dblclick();
  await expect(button).toBeDisabled();
  await expect(button).toHaveText("Creating account…");
  isAsked();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  expect(requests).toBe(1);
  await mailbox.newest(person.email);
});

test("when the connection fails, what was typed is still there", async ({ page, person }) => {
  await page.goto("/register");
  await fillRegistration(page, person);
  await page.route("/register", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText(/the fault is ours/)).toBeVisible();
  await expect(page.getByLabel("Username")).toHaveValue(person.username);
  await expect(page.getByLabel("Email")).toHaveValue(person.email);
  await page.unroute("/register");
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByLabel("Confirm password").fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
});

test("the wait for another mail is counted down, and then another mail comes", async ({
  page,
  person,
  mailbox,
}) => {
  await register(page, person);
  const button = page.getByRole("button", { name: "Resend email" });
  await expect(button).toBeDisabled();
  await expect(page.getByText(/You can ask for another in \d+ seconds/)).toBeVisible();
  await mailbox.newest(person.email);
  await expect(button).toBeEnabled({ timeout: 70_000 });
  await button.click();
  await expect(button).toBeDisabled();
  await expect(page.getByText(/You can ask for another in/)).toBeVisible();
  await mailbox.newest(person.email, 2);
});

test("the device is noted without asking, by the browser's fingerprint", async ({ page, person }) => {
  await page.goto("/register");
  await fillRegistration(page, person);
  await expect(page.locator("input[name=fingerprint]")).toHaveValue(/^[0-9a-f]{32}$/);
});
