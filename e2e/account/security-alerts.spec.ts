import { linkIn } from "../emails";
import { expect, test } from "../fixtures";
import { logIn, submitLogin, submitNewPassword } from "../steps";
import { registerVerified } from "../verified-user";

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
