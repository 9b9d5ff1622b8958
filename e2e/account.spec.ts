import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import sharp from "sharp";
import {
  ADMIN,
  expect,
  linkIn,
  logIn,
  logInAndWait,
  type Mailbox,
  newIpAddress,
  newUser,
  register,
  registerAndVerify,
  sessionCookie,
  test,
} from "./fixtures";

/** Another browser, which comes from an address of its own. */
async function elsewhere(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    extraHTTPHeaders: { "x-forwarded-for": newIpAddress() },
    ...options,
  });
  return context.newPage();
}

const NEW_PASSWORD = "Zk3-unlikely-harbour";

/** A picture as a phone makes it: lying on its side, with where it was taken written into it. */
const photo = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: "#0a7457" } })
    .withExif({ IFD0: { Copyright: "newUser" }, IFD3: { GPSLatitudeRef: "N" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

test("forgotten: a link, a new password, and every session is over", async ({
  page,
  browser,
  person,
  mailbox,
}) => {
  await registerAndVerify(page, mailbox, person);
  await logInAndWait(page, person);
  const other = await elsewhere(browser);
  await other.goto("/login");
  await other.getByRole("link", { name: "Forgot your password?" }).click();
  // Both pages have such a field.
  await expect(other.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
  await other.getByLabel("Email").fill(person.email);
  await other.getByRole("button", { name: "Send the link" }).click();
  await expect(other.getByRole("heading", { name: "Check your email" })).toBeVisible();
  const link = linkIn(await mailbox.about(person.email, "Reset your password"));
  await other.goto(link);
  await other.getByLabel("New password").fill(NEW_PASSWORD);
  await other.getByLabel("Confirm password").fill("something else");
  await other.getByRole("button", { name: "Save the new password" }).click();
  await expect(other.getByText("Password fields didn't match.")).toBeVisible();
  await other.getByLabel("New password").fill(NEW_PASSWORD);
  await other.getByLabel("Confirm password").fill(NEW_PASSWORD);
  await other.getByRole("button", { name: "Save the new password" }).click();
  await expect(other.getByRole("heading", { name: "Password changed" })).toBeVisible();

  await page.goto("/account");
  await expect(page).toHaveURL("/login?next=%2Faccount");
  await mailbox.about(person.email, "Your password was changed");
  await other.goto(link);
  await expect(other.getByRole("heading", { name: "This link was already used" })).toBeVisible();
  await logIn(other, person);
  await expect(other.getByText("The email or the password is wrong.")).toBeVisible();
  await logInAndWait(other, { ...person, password: NEW_PASSWORD });
  await other.goto("/account/activity");
  await expect(other.getByText("You chose a new password by a link in a mail.")).toBeVisible();
});

test("the profile is saved, says what is wrong at its field, and the picture is seen where it should be", async ({
  page,
  browser,
  person,
  mailbox,
}) => {
  await registerAndVerify(page, mailbox, person);
  await logInAndWait(page, person);
  await page.goto("/account/profile");
  await page.getByLabel("Username").fill("two words");
  await page.getByLabel("About you").fill("Likes harbours.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/Enter a valid username/)).toBeVisible();
  await expect(page.getByLabel("About you")).toHaveValue("Likes harbours.");
  await page.getByLabel("Username").fill(`${person.username}.new`);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your profile was saved.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Username")).toHaveValue(`${person.username}.new`);

  const upload = async (name: string, buffer: Buffer) => {
    await page.getByLabel("Picture").setInputFiles({ name, mimeType: "image/jpeg", buffer });
    await page.getByRole("button", { name: "Upload" }).click();
  };
  await upload("picture.jpg", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"));
  await expect(page.getByText(/is not a picture/)).toBeVisible();
  await upload("picture.jpg", await photo());
  await expect(page.getByText("Your picture was changed.")).toBeVisible();
  const picture = page.locator("header img");
  await expect(picture).toBeVisible();
  const address = (await picture.getAttribute("src")) ?? "";
  const stored = await (await page.request.get(address)).body();
  const { width, height, format, exif } = await sharp(stored).metadata();
  expect({ width, height, format, exif }).toEqual({
    width: 256,
    height: 256,
    format: "webp",
    exif: undefined,
  });

  const admin = await elsewhere(browser);
  expect((await admin.request.get(address)).status()).toBe(404);
  await logInAndWait(admin, ADMIN);
  await admin.goto(`/admin/users?q=${person.username}`);
  await expect(admin.locator(`tbody img[src="${address}"]`)).toBeVisible();

  await page.getByRole("button", { name: "Remove the picture" }).click();
  await expect(page.getByText("Your picture was removed.")).toBeVisible();
  await expect(picture).toHaveCount(0);
});

test("a changed password ends the other sessions, and sessions can be ended one by one", async ({
  page,
  browser,
  person,
  mailbox,
}) => {
  await registerAndVerify(page, mailbox, person);
  await logInAndWait(page, person);
  const others: Page[] = [];
  for (let count = 0; count < 2; count++) {
    const other = await elsewhere(browser);
    await logInAndWait(other, person);
    others.push(other);
  }
  const [first, second] = others;
  if (!first || !second) throw new Error("There are no others.");
  await page.goto("/account/sessions");
  await expect(page.getByRole("listitem").filter({ hasText: "This session" })).toHaveCount(1);
  const ends = page.getByRole("button", { name: /^End the session/ });
  await expect(ends).toHaveCount(2);
  await ends.first().click();
  await expect(ends).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Log out everywhere else" })).toBeVisible();
  const open = async () => {
    const urls = [];
    for (const other of others) {
      await other.goto("/account");
      urls.push(new URL(other.url()).pathname);
    }
    return urls.filter((path) => path === "/account").length;
  };
  expect(await open()).toBe(1);

  await page.goto("/account/password");
  await page.getByLabel("Current password").fill("not this one");
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.getByLabel("Confirm password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("This is not your password.")).toBeVisible();
  await page.getByLabel("Current password").fill(person.password);
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.getByLabel("Confirm password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText(/Your password was changed/)).toBeVisible();
  expect(await open()).toBe(0);
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: /Hello/ })).toBeVisible();
  await mailbox.about(person.email, "Your password was changed");
});

test("a device is renamed, trusted, and forgotten with its sessions", async ({ page, person, mailbox }) => {
  await registerAndVerify(page, mailbox, person);
  await logInAndWait(page, person);
  await page.goto("/account/devices");
  await page.getByLabel("Name").fill("The one on my desk");
  await page.getByRole("button", { name: "Rename" }).click();
  const device = page.getByRole("region", { name: "The one on my desk" });
  await expect(device).toBeVisible();
  await device.getByRole("button", { name: "Trust this device" }).click();
  await expect(device.getByText("Trusted", { exact: true })).toBeVisible();
  await device.getByRole("button", { name: "No longer trust" }).click();
  await expect(device.getByText("Trusted", { exact: true })).toBeHidden();
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page).toHaveURL("/login");
  await page.getByLabel("Remember this device").check();
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("heading", { name: /Hello/ })).toBeVisible();
  await page.goto("/account/devices");
  await expect(device.getByText("Trusted", { exact: true })).toBeVisible();
  await expect(device.getByText("This device", { exact: true })).toBeVisible();
  await device.getByRole("button", { name: "Forget The one on my desk" }).click();
  await expect(page).toHaveURL("/login?next=%2Faccount%2Fdevices");
});

test("a log-in on a new device is told of, and ended by who says that it was not them", async ({
  page,
  browser,
  person,
  mailbox,
}) => {
  await registerAndVerify(page, mailbox, person);
  await logInAndWait(page, person);
  const intruder = await elsewhere(browser, {
    userAgent:
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
    locale: "fi-FI",
    timezoneId: "Asia/Tokyo",
  });
  await logInAndWait(intruder, person);
  await page.goto(linkIn(await mailbox.about(person.email, "New log-in")));
  await expect(page.getByText(/Safari on/)).toBeVisible();
  await page.getByRole("button", { name: "Shut everybody out" }).click();
  await expect(page.getByRole("heading", { name: "Everybody is logged out" })).toBeVisible();
  await intruder.goto("/account");
  await expect(intruder).toHaveURL("/login?next=%2Faccount");
  await logIn(intruder, person);
  await expect(intruder.getByText("The email or the password is wrong.")).toBeVisible();
  await chooseNewPassword(page, mailbox, person);
});

/** By the link that was sent to newUser who was shut out; logs in. */
async function chooseNewPassword(page: Page, mailbox: Mailbox, { email }: { email: string }) {
  await page.goto(linkIn(await mailbox.about(email, "Reset your password")));
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.getByLabel("Confirm password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Save the new password" }).click();
  await expect(page.getByRole("heading", { name: "Password changed" })).toBeVisible();
  await logInAndWait(page, { email, password: NEW_PASSWORD });
}

test("another address counts once it was confirmed, and the old one has a way back", async ({
  page,
  browser,
  person,
  mailbox,
}) => {
  await registerAndVerify(page, mailbox, person);
  await logInAndWait(page, person);
  const { email } = newUser();
  const neighbour = newUser();
  await register(await elsewhere(browser), neighbour);
  await page.goto("/account/email");
  await page.getByLabel("New email").fill(neighbour.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("Email already registered.")).toBeVisible();
  await page.getByLabel("New email").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText(`We are sending a link to ${email}`)).toBeVisible();
  await expect(page.getByText(`Waiting for ${email} to be confirmed.`)).toBeVisible();
  await page.goto(linkIn(await mailbox.newest(email)));
  await page.goto("/account");
  await expect(page.getByText(person.email)).toBeVisible();
  await page.goto(linkIn(await mailbox.newest(email)));
  await page.getByRole("button", { name: "Confirm new email" }).click();
  await expect(page.getByRole("heading", { name: "Your email was changed" })).toBeVisible();
  await page.goto("/account");
  await expect(page.getByText(email)).toBeVisible();

  await page.goto(linkIn(await mailbox.about(person.email, "Your email was changed")));
  await page.getByRole("button", { name: "Take my address back" }).click();
  await expect(page.getByRole("heading", { name: "Your address is back" })).toBeVisible();
  await page.goto("/account");
  await expect(page).toHaveURL("/login?next=%2Faccount");
  await chooseNewPassword(page, mailbox, person);
  await expect(page.getByText(person.email)).toBeVisible();
});

test("data is downloaded; an account that is deleted stays when its owner logs in", async ({
  page,
  context,
  person,
  mailbox,
}) => {
  await registerAndVerify(page, mailbox, person);
  await logInAndWait(page, person);
  await page.goto("/account/data");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download my data" }).click();
  const text = await (await (await download).createReadStream()).toArray();
  const data = JSON.parse(Buffer.concat(text).toString()) as Record<string, unknown>;
  expect(data).toMatchObject({ username: person.username, email: person.email });
  expect(JSON.stringify(data)).not.toMatch(/\$2b\$|tokenHash|passwordHash/);

  const before = await sessionCookie(context);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expect(page.getByRole("heading", { name: "Goodbye" })).toBeVisible();
  if (before) await context.addCookies([before]);
  await page.goto("/account");
  await expect(page).toHaveURL("/login?next=%2Faccount");
  await mailbox.about(person.email, "Your account will be deleted");
  await logInAndWait(page, person);
  await page.goto("/account/activity");
  await expect(page.getByText("You logged in, and your account is not deleted.")).toBeVisible();
});
