import { linkIn } from "../emails";
import { expect, test } from "../fixtures";
import { logIn, submitLogin, submitNewPassword } from "../steps";
import { queryDatabase, registerVerified } from "../verified-user";

const NEW_PASSWORD = "Zk3-unlikely-harbour";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1";

test("alerts the owner to a login from a new device, and locks the intruder out when it is reported", async ({
  page,
  user,
  mailbox,
  openOtherBrowser,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const intruder = await openOtherBrowser({ userAgent: IPHONE, locale: "fi-FI", timezoneId: "Asia/Tokyo" });
  await logIn(intruder, user);
  await page.goto(linkIn(await mailbox.withSubject(user.email, "New login to your account")));
  await expect(page.getByText(/Safari on/)).toBeVisible();
  await page.getByRole("button", { name: "Secure my account" }).click();
  await expect(page.getByRole("heading", { name: "Account secured" })).toBeVisible();

  await intruder.goto("/account");
  await expect(intruder).toHaveURL("/login?next=%2Faccount");
  await submitLogin(intruder, user);
  await expect(intruder.getByText("Incorrect email or password.")).toBeVisible();
  await page.goto(linkIn(await mailbox.withSubject(user.email, "Reset your password")));
  await submitNewPassword(page, NEW_PASSWORD);
  await logIn(page, { email: user.email, password: NEW_PASSWORD });
});

test("tells the owner what changed, at the address that the account has", async ({ page, user, mailbox }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  await page.goto("/account/email");
  const newEmail = `new-${user.email}`;
  await page.getByLabel("New email").fill(newEmail);
  await page.getByRole("button", { name: "Send confirmation email" }).click();
  await expect(page.getByRole("heading", { name: "Confirm your new email" })).toBeVisible();
  const requested = await mailbox.withSubject(user.email, "Email change requested");
  expect(requested.text).toContain(newEmail);
  await page.goto(linkIn(requested));
  await expect(page.getByRole("button", { name: "Secure my account" })).toBeVisible();

  // As an operator does it, until admins can.
  await queryDatabase("UPDATE users SET suspended_at = now() WHERE email = $1", [user.email]);
  const suspended = await mailbox.withSubject(user.email, "Your account was suspended");
  expect(suspended.text).not.toContain("token=");
  await queryDatabase("UPDATE users SET suspended_at = NULL WHERE email = $1", [user.email]);
  await mailbox.withSubject(user.email, "Your account was reactivated");
});
