import { expect, test } from "../fixtures";
import { logIn, submitLogin } from "../steps";
import { registerVerified } from "../verified-user";

test("shows the state of the account and what happened lately", async ({ page, user, openOtherBrowser }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const checkup = page.getByRole("region", { name: "Security check-up" });
  await expect(checkup).toContainText("Email verified");
  await expect(checkup).toContainText("1 device, 1 active session");
  await expect(checkup).toContainText("This is your first login.");
  await expect(page.getByRole("main")).not.toContainText(/\buser\b/);

  const other = await openOtherBrowser();
  await submitLogin(other, { ...user, password: "not the password" });
  await expect(other.getByText("Incorrect email or password.")).toBeVisible();
  await logIn(other, user);
  await expect(other.getByRole("region", { name: "Security check-up" })).toContainText(
    "1 failed login attempt since then",
  );
  const recent = other.getByRole("region", { name: "Recent activity" });
  await expect(recent.getByRole("listitem")).toHaveCount(4);
  await recent.getByRole("link", { name: "View all activity" }).click();
  await expect(other).toHaveURL("/account/activity");
});

test("groups the activity by day, marks what failed, and filters by links", async ({
  page,
  user,
  openOtherBrowser,
}) => {
  await registerVerified(page, user);
  const other = await openOtherBrowser();
  await submitLogin(other, { ...user, password: "not the password" });
  await expect(other.getByText("Incorrect email or password.")).toBeVisible();
  await logIn(page, user);
  await page.goto("/account/activity");
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 2 })).toHaveCount(1);
  const failed = main.getByRole("listitem").filter({ hasText: "Failed login attempt" });
  await expect(failed.getByText("Failed", { exact: true })).toBeVisible();
  await main.getByRole("link", { name: "Profile", exact: true }).click();
  await expect(page).toHaveURL("/account/activity?category=profile");
  await expect(main.getByRole("listitem")).toHaveCount(1);
  await expect(main.getByText(/^Account created/)).toBeVisible();
  await expect(main.getByRole("link", { name: "Profile", exact: true })).toHaveAttribute(
    "aria-current",
    "page",
  );
  await main.getByRole("link", { name: "Change your password" }).click();
  await expect(page).toHaveURL("/account/password");
});

test("shows times in the person's own time zone", async ({
  page,
  user,
  openOtherBrowser,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, "Without JavaScript, exact times are in UTC.");
  await registerVerified(page, user);
  const other = await openOtherBrowser({ timezoneId: "Pacific/Kiritimati" });
  await logIn(other, user);
  await other.goto("/account/activity");
  await expect(other.getByRole("heading", { name: "Today" })).toBeVisible();
  await expect(other.getByText("just now").first()).toHaveAttribute("title", /GMT\+14$/);
});
