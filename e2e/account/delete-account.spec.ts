import { expect, flashCookies, sessionCookie, test } from "../fixtures";
import { logIn } from "../steps";
import { queryDatabase, registerVerified } from "../verified-user";

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

test("schedules the deletion of an account, and cancels it only when the owner asks for it", async ({
  page,
  context,
  user,
  mailbox,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  await page.goto("/account/data");
  const cookie = await sessionCookie(context);
  await page.getByLabel("Type your username to confirm").fill("someone_else");
  await page.getByLabel("Password").fill(user.password);
  await page.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByText(`Enter your username, ${user.username}, to confirm.`)).toBeVisible();
  await page.getByLabel("Type your username to confirm").fill(user.username);
  await page.getByLabel("Password").fill(user.password);
  await page.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByRole("heading", { name: "Account scheduled for deletion" })).toBeVisible();
  const date = await deletionDate(user.email);
  await expect(page.getByText(`Your account will be deleted on ${date}`)).toBeVisible();
  await page.getByRole("link", { name: "Go to home page" }).click();
  await expect(page).toHaveURL("/");
  if (!cookie) throw new Error("There was no session cookie.");
  await context.addCookies([cookie]);
  await page.goto("/account");
  await expect(page).toHaveURL("/login?next=%2Faccount");
  await mailbox.withSubject(user.email, "Your account is scheduled for deletion");

  await logIn(page, user);
  const banner = page.getByText(`Your account is scheduled for deletion on ${date}`);
  for (const path of ["/account", "/account/profile", "/account/data"]) {
    await page.goto(path);
    await expect(banner).toBeVisible();
  }
  await expect(page.getByRole("button", { name: "Delete account" })).toHaveCount(0);
  await page.getByRole("button", { name: "Keep my account" }).click();
  await expect(page.getByText("Your account is no longer scheduled for deletion.")).toBeVisible();
  await expect(banner).toHaveCount(0);
  await expect(page.getByText("Account deletion canceled")).toBeVisible();
  await expect.poll(() => flashCookies(context)).toEqual([]);
  await page.reload();
  await expect(page.getByText("Your account is no longer scheduled for deletion.")).toHaveCount(0);
  await mailbox.withSubject(user.email, "Your account is no longer scheduled for deletion");
});

/** Returns the day on which the account is deleted, as the pages show it. The tests' browser is in UTC. */
async function deletionDate(email: string): Promise<string> {
  const [row] = await queryDatabase<{ at: Date }>("SELECT delete_after AS at FROM users WHERE email = $1", [
    email,
  ]);
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(row?.at);
}
