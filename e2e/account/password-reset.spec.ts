import { linkIn } from "../emails";
import { expect, test } from "../fixtures";
import { logIn, submitLogin, submitNewPassword } from "../steps";
import { registerVerified } from "../verified-user";

const NEW_PASSWORD = "Zk3-unlikely-harbour";

test("resets a forgotten password and revokes all sessions", async ({
  page,
  user,
  mailbox,
  openOtherBrowser,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const other = await openOtherBrowser();
  await other.goto("/login");
  await other.getByRole("link", { name: "Forgot your password?" }).click();
  // Both pages have an email field, so wait for the second page.
  await expect(other.getByRole("heading", { name: "Reset your password" })).toBeVisible();
  await other.getByLabel("Email").fill(user.email);
  await other.getByRole("button", { name: "Send reset link" }).click();
  await expect(other.getByRole("heading", { name: "Check your email" })).toBeVisible();
  const link = linkIn(await mailbox.withSubject(user.email, "Reset your password"));
  await other.goto(link);
  await other.getByLabel("New password").fill(NEW_PASSWORD);
  await other.getByLabel("Confirm password").fill("something else");
  await other.getByRole("button", { name: "Reset password" }).click();
  await expect(other.getByText("Passwords don't match.")).toBeVisible();
  await submitNewPassword(other, NEW_PASSWORD);

  await page.goto("/account");
  await expect(page).toHaveURL("/login?next=%2Faccount");
  await mailbox.withSubject(user.email, "Your password was changed");
  await other.goto(link);
  await expect(other.getByRole("heading", { name: "Link already used" })).toBeVisible();
  await submitLogin(other, user);
  await expect(other.getByText("Incorrect email or password.")).toBeVisible();
  await logIn(other, { ...user, password: NEW_PASSWORD });
  await other.goto("/account/activity");
  await expect(other.getByText("Password reset by email")).toBeVisible();
});
