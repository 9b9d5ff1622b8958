import type { Page } from "@playwright/test";
import axe from "axe-core";
import { ADMIN, becomeVerified, enter, expect, fillRegistration, linkIn, logIn, test } from "./house";

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
      await becomeVerified(page, mailbox, person);
      await logIn(page, { ...person, password: "wrong" });
      await expect(page.getByText(/is wrong/)).toBeVisible();
      await look();
      await page.goto("/forgot-password");
      await look();
      await page.goto("/reset-password?token=x");
      await look();
      await enter(page, ADMIN);
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
