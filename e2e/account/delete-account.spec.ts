import { expect, sessionCookie, test } from "../fixtures";
import { logIn } from "../steps";
import { registerVerified } from "../verified-user";

test("downloads the account's data without secrets", async ({ page, user }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  await page.goto("/account/data");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download data" }).click();
  const text = await (await (await download).createReadStream()).toArray();
  const data = JSON.parse(Buffer.concat(text).toString()) as Record<string, unknown>;
  expect(data).toMatchObject({ username: user.username, email: user.email });
  expect(JSON.stringify(data)).not.toMatch(/\$2b\$|tokenHash|passwordHash/);
});

test("schedules the deletion of an account, and cancels it when the owner logs in", async ({
  page,
  context,
  user,
  mailbox,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  await page.goto("/account/data");
  const cookie = await sessionCookie(context);
  await page.getByLabel("Password").fill(user.password);
  await page.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByRole("heading", { name: "Account scheduled for deletion" })).toBeVisible();
  if (!cookie) throw new Error("There was no session cookie.");
  await context.addCookies([cookie]);
  await page.goto("/account");
  await expect(page).toHaveURL("/login?next=%2Faccount");
  await mailbox.withSubject(user.email, "Your account is scheduled for deletion");
  await logIn(page, user);
  await page.goto("/account/activity");
  await expect(page.getByText("Account deletion canceled")).toBeVisible();
});
