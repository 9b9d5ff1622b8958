import { addAuthenticatorApp, totpCode } from "../authenticator-app";
import { expect, test } from "../fixtures";
import { logIn } from "../steps";
import { ageSessions, queryDatabase, registerVerified } from "../verified-user";

test("shows on every account page that a reset waits, and cancels it with a second factor", async ({
  page,
  user,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const app = await addAuthenticatorApp(page);
  const start = () =>
    queryDatabase(
      `INSERT INTO two_factor_resets (id, user_id, due_at)
       SELECT gen_random_uuid(), id, now() + interval '3 days' FROM users WHERE email = $1`,
      [user.email],
    );
  const banner = page.getByText(/^Two-factor authentication will be turned off on/);
  await start();
  await ageSessions(user);
  await page.goto("/account/profile");
  await expect(banner).toBeVisible();
  await page.getByRole("button", { name: "Cancel the reset" }).click();
  await page.getByLabel("Code").fill(await totpCode(app));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "Security", exact: true })).toBeVisible();
  await expect(banner).toHaveCount(0);

  await start();
  await page.goto("/account");
  await page.getByRole("button", { name: "Cancel the reset" }).click();
  await expect(page.getByText("Reset canceled. Two-factor authentication stays on.")).toBeVisible();
  await expect(banner).toHaveCount(0);
});
