import type { Page } from "@playwright/test";
import axe from "axe-core";
import {
  ADMIN,
  expect,
  fillRegistration,
  linkIn,
  logIn,
  logInAndWait,
  MAIL_TIMEOUT_MS,
  newIpAddress,
  newUser,
  registerAndVerify,
  test,
} from "./fixtures";

type Found = { id: string; impact?: string | null; nodes: { html: string }[] };

async function seriousProblems(page: Page): Promise<string[]> {
  await expect(page).toHaveTitle(/Real MFA/);
  // Evaluated, not added as a script: the pages let no foreign script in.
  await page.evaluate(axe.source);
  const violations = await page.evaluate<Found[]>("axe.run(document).then((results) => results.violations)");
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("nothing on the way of a registration shuts anybody out", async ({ page, person, mailbox }) => {
      const problems: string[] = [];
      const look = async () => problems.push(...(await seriousProblems(page)));
      await page.goto("/");
      await look();
      await page.goto("/register");
      await look();
      await page.getByLabel("Username").fill("two words");
      await page.getByRole("button", { name: "Create account" }).click();
      await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
      await look();
      await fillRegistration(page, person);
      await look();
      await page.getByRole("button", { name: "Create account" }).click();
      await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
      await look();
      const link = linkIn(await mailbox.newest(person.email));
      await page.goto(link);
      await look();
      await page.getByRole("button", { name: "Verify email" }).click();
      await expect(page.getByRole("heading", { name: "Email verified" })).toBeVisible();
      await look();
      await page.goto(link);
      await look();
      await page.goto("/verify-email?token=x");
      await look();
      expect(problems).toEqual([]);
    });

    test("nor what comes after it, nor the list of users", async ({ page, person, mailbox }) => {
      const problems: string[] = [];
      const look = async () => problems.push(...(await seriousProblems(page)));
      await registerAndVerify(page, mailbox, person);
      await logIn(page, { ...person, password: "wrong" });
      await expect(page.getByText(/is wrong/)).toBeVisible();
      await look();
      await page.goto("/forgot-password");
      await look();
      await page.goto("/reset-password?token=x");
      await look();
      await logInAndWait(page, ADMIN);
      await look();
      for (const room of ["profile", "email", "password", "sessions", "devices", "activity", "data"]) {
        await page.goto(`/account/${room}`);
        await look();
      }
      await page.goto("/admin/users");
      await look();
      await page.goto("/admin/users?q=nobody-has-this-name");
      await look();
      await page.goto("/no-such-page");
      await look();
      await page.goto(String(test.info().config.metadata.mailbox));
      await look();
      expect(problems).toEqual([]);
    });

    test("nor where the mails of an account lead", async ({ page, browser, person, mailbox }) => {
      test.setTimeout(600_000);
      const problems: string[] = [];
      const look = async () => problems.push(...(await seriousProblems(page)));
      const press = async (button: string, heading: string) => {
        await page.getByRole("button", { name: button }).click();
        await expect(page.getByRole("heading", { name: heading })).toBeVisible();
        await look();
      };
      const choosePassword = async (password: string) => {
        await page.goto(linkIn(await mailbox.about(person.email, "Reset your password")));
        await page.getByLabel("New password").fill("short");
        await page.getByLabel("Confirm password").fill("other");
        await page.getByRole("button", { name: "Save the new password" }).click();
        await expect(page.getByText("Password fields didn't match.")).toBeVisible();
        await look();
        await page.getByLabel("New password").fill(password);
        await page.getByLabel("Confirm password").fill(password);
        await press("Save the new password", "Password changed");
        await logInAndWait(page, { ...person, password });
      };
      await registerAndVerify(page, mailbox, person);
      await page.goto("/forgot-password");
      await page.getByLabel("Email").fill(person.email);
      await press("Send the link", "Check your email");
      await choosePassword("Zk3-unlikely-harbour");

      await page.goto("/account/email");
      await page.getByLabel("New email").fill("no address");
      await page.getByRole("button", { name: "Send the link" }).click();
      await expect(page.getByLabel("New email")).toHaveAttribute("aria-invalid", "true");
      await look();
      const other = newUser().email;
      await page.getByLabel("New email").fill(other);
      await page.getByRole("button", { name: "Send the link" }).click();
      await expect(page.getByText(/We are sending a link/)).toBeVisible();
      await look();
      await page.goto(linkIn(await mailbox.newest(other)));
      await look();
      await press("Confirm new email", "Your email was changed");
      await page.goto(linkIn(await mailbox.about(person.email, "Your email was changed")));
      await look();
      await press("Take my address back", "Your address is back");
      // The newest of two.
      await expect
        .poll(
          async () =>
            (await mailbox.of(person.email)).filter((mail) => mail.subject.startsWith("Reset")).length,
          { timeout: MAIL_TIMEOUT_MS },
        )
        .toBe(2);
      await choosePassword("Another-2-harbour");

      const context = await browser.newContext({
        extraHTTPHeaders: { "x-forwarded-for": newIpAddress() },
        locale: "fi-FI",
        timezoneId: "Asia/Tokyo",
      });
      await logInAndWait(await context.newPage(), { ...person, password: "Another-2-harbour" });
      await page.goto(linkIn(await mailbox.about(person.email, "New log-in")));
      await look();
      await press("Shut everybody out", "Everybody is logged out");
      await expect
        .poll(
          async () =>
            (await mailbox.of(person.email)).filter((mail) => mail.subject.startsWith("Reset")).length,
          { timeout: MAIL_TIMEOUT_MS },
        )
        .toBe(3);
      await choosePassword("Yet-Another-3-harbour");

      await page.goto("/account/data");
      await page.getByLabel("Password").fill("wrong");
      await page.getByRole("button", { name: "Delete my account" }).click();
      await expect(page.getByText("This is not your password.")).toBeVisible();
      await look();
      await page.getByLabel("Password").fill("Yet-Another-3-harbour");
      await press("Delete my account", "Goodbye");
      expect(problems).toEqual([]);
    });
  });
}

test("the whole registration can be done with the keyboard", async ({ page, person, mailbox }) => {
  await page.goto("/register");
  await page.getByLabel("Username").focus();
  for (const text of [person.username, person.email, person.password, person.password]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await page.goto(linkIn(await mailbox.newest(person.email)));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Verify email" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Email verified" })).toBeVisible();
});
