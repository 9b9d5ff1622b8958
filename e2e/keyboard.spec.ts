import { linkIn } from "./emails";
import { expect, test } from "./fixtures";

test("registers and verifies with the keyboard alone", async ({ page, user, mailbox }) => {
  await page.goto("/register");
  await page.getByLabel("Username").focus();
  for (const text of [user.username, user.email, user.password, user.password]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await page.goto(linkIn(await mailbox.newest(user.email)));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Verify email" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Email verified" })).toBeVisible();
});
