import sharp from "sharp";
import { expect, flashCookies, test } from "../fixtures";
import { logIn } from "../steps";
import { ADMIN } from "../test-server";
import { registerVerified } from "../verified-user";

test("saves the profile and shows errors next to their fields", async ({ page, context, user }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  await page.goto("/account/profile");
  await page.getByLabel("Username").fill("two words");
  await page.getByLabel("Bio").fill("Likes harbours.");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText(/Use only letters, numbers/)).toBeVisible();
  await expect(page.getByLabel("Bio")).toHaveValue("Likes harbours.");
  await page.getByLabel("Username").fill(`${user.username}.new`);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Profile updated.")).toBeVisible();
  await expect.poll(() => flashCookies(context)).toEqual([]);
  await page.reload();
  await expect(page.getByText("Profile updated.")).toHaveCount(0);
  await expect(page.getByLabel("Username")).toHaveValue(`${user.username}.new`);
});

/** Returns a photo as a phone stores it: rotated by its metadata, which also contains a location. */
const photo = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: "#0a7457" } })
    .withExif({ IFD0: { Copyright: "The photographer" }, IFD3: { GPSLatitudeRef: "N" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

test("crops an uploaded picture, strips its metadata and shows it only to its owner and admins", async ({
  page,
  user,
  isMobile,
  openOtherBrowser,
  javaScriptEnabled,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  await page.goto("/account/profile");
  const upload = async (buffer: Buffer) => {
    const file = { name: "picture.jpg", mimeType: "image/jpeg", buffer };
    await page.getByLabel("Profile picture").setInputFiles(file);
    if (!javaScriptEnabled) await page.getByRole("button", { name: "Upload picture" }).click();
  };
  await upload(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"));
  await expect(page.getByText(/We couldn't read that file/)).toBeVisible();
  await upload(await photo());
  if (javaScriptEnabled) await page.getByRole("button", { name: "Save picture" }).click();
  await expect(page.getByText("Profile picture updated.")).toBeVisible();
  const picture = page.locator("header summary img");
  await expect(picture).toBeVisible();
  const src = (await picture.getAttribute("src")) ?? "";
  const stored = await (await page.request.get(src)).body();
  const { width, height, format, exif } = await sharp(stored).metadata();
  const expected = { width: 256, height: 256, format: "webp", exif: undefined };
  expect({ width, height, format, exif }).toEqual(expected);

  const admin = await openOtherBrowser();
  expect((await admin.request.get(src)).status()).toBe(404);
  await logIn(admin, ADMIN);
  await admin.goto(`/admin/users?q=${user.username}`);
  // Phones have no room for it in the list.
  await expect(admin.locator(`tbody img[src="${src}"]`)).toBeVisible({ visible: !isMobile });
  expect((await admin.request.get(src)).status()).toBe(200);

  await page.reload();
  await expect(page.getByText("Profile picture updated.")).toHaveCount(0);
  await page.locator("summary").filter({ hasText: "Remove picture" }).click();
  await page.getByRole("button", { name: "Remove picture" }).and(page.locator("dialog button")).click();
  await expect(page.getByText("Profile picture removed.")).toBeVisible();
  await expect(picture).toHaveCount(0);
});

test("crops the picture where it was moved to, by keyboard too", async ({
  page,
  user,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, "Without JavaScript, the server crops the middle.");
  await registerVerified(page, user);
  await logIn(page, user);
  await page.goto("/account/profile");
  const right = { create: { width: 600, height: 600, channels: 3, background: "#00f" } } as const;
  const buffer = await sharp({ create: { width: 1200, height: 600, channels: 3, background: "#f00" } })
    .composite([{ input: right, left: 600, top: 0 }])
    .png()
    .toBuffer();
  const file = { name: "halves.png", mimeType: "image/png", buffer };
  const input = page.getByLabel("Profile picture");
  await input.setInputFiles(file);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await input.setInputFiles(file);
  const position = page.getByRole("group", { name: "Position of the picture" });
  await position.focus();
  for (let press = 0; press < 12; press++) await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: "Save picture" }).click();
  await expect(page.getByText("Profile picture updated.")).toBeVisible();
  const src = (await page.locator("main img").getAttribute("src")) ?? "";
  const { channels } = await sharp(await (await page.request.get(src)).body()).stats();
  // Nothing of the left half is left.
  expect(channels[0]?.mean).toBeLessThan(20);
  expect(channels[2]?.mean).toBeGreaterThan(235);
});
