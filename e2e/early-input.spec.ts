import type { Page } from "@playwright/test";
import sharp from "sharp";
import { addAuthenticatorApp, totpCode } from "./authenticator-app";
import { codeIn } from "./emails";
import { expect, test } from "./fixtures";
import { expectAccountPage, logIn, logOut, register, submitLogin } from "./steps";
import { ADMIN } from "./test-server";
import { registerVerified } from "./verified-user";

/** Opens a page without its scripts. Returns a function that lets them load. */
async function openWithoutScripts(page: Page, path: string): Promise<() => void> {
  let loadScripts = () => {};
  const held = new Promise<void>((resolve) => {
    loadScripts = resolve;
  });
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  return loadScripts;
}

test("a code that is complete before the scripts have loaded is submitted", async ({ page, user }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const app = await addAuthenticatorApp(page);
  await logOut(page);
  await submitLogin(page, user);
  await expect(page.getByRole("heading", { name: "Two-factor authentication" })).toBeVisible();
  const loadScripts = await openWithoutScripts(page, "/login/verify");
  await page.getByLabel("Code").fill(await totpCode(app));
  loadScripts();
  await expectAccountPage(page);
});

test("a code from an email, too", async ({ page, user, mailbox }) => {
  await register(page, user);
  const code = codeIn(await mailbox.newest(user.email));
  const loadScripts = await openWithoutScripts(page, "/check-email");
  await page.getByLabel("Verification code").fill(code);
  loadScripts();
  await expect(page.getByRole("heading", { name: "Email verified" })).toBeVisible();
});

test("a picture that is chosen before the scripts have loaded is cropped", async ({ page, user }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const buffer = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#0a7457" } })
    .png()
    .toBuffer();
  const loadScripts = await openWithoutScripts(page, "/account/profile");
  await page
    .getByLabel("Profile picture")
    .setInputFiles({ name: "picture.png", mimeType: "image/png", buffer });
  loadScripts();
  await page.getByRole("button", { name: "Save picture" }).click();
  await expect(page.getByText("Profile picture updated.")).toBeVisible();
});

test("a filter that is chosen before the scripts have loaded is applied", async ({ page }) => {
  await logIn(page, ADMIN);
  const loadScripts = await openWithoutScripts(page, "/admin/users");
  await page.getByRole("combobox", { name: "Role" }).selectOption("admin");
  loadScripts();
  await expect(page).toHaveURL(/role=admin/);
  await expect(page.getByRole("combobox", { name: "Role" })).toHaveValue("admin");
});
