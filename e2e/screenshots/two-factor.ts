import type { Page } from "@playwright/test";
import { type AuthenticatorApp, finishSetup, startSetup, totpCode } from "../authenticator-app";
import { submitLogin } from "../steps";
import { addVirtualAuthenticator } from "../virtual-authenticator";
import type { Camera } from "./camera";
import type { Person } from "./people";

/** Takes pictures of the pages of a person with second factors, who is logged in on a page. */
export async function takeTwoFactor(page: Page, camera: Camera, person: Person, url: string): Promise<void> {
  await startSetup(page);
  await camera.take(page, "account-security-authenticator-key");
  const app = await finishSetup(page);
  await camera.take(page, "account-security-authenticator-added");

  const authenticator = await addVirtualAuthenticator(page);
  await page.goto("/account/security/passkey");
  await page.getByRole("button", { name: "Create passkey" }).click();
  await page.getByText("Passkey added.").waitFor();
  await camera.take(page, "account-security-passkey-added");
  // It would log in by itself as soon as the login page offers passkeys.
  await authenticator.remove();
  await takePages(page, camera);
  await takeLogin(page, camera, person, app, url);
}

async function takePages(page: Page, camera: Camera): Promise<void> {
  await page.goto("/account/security");
  await camera.take(page, "account-security-on");
  await page.getByRole("link", { name: "Manage Phone" }).click();
  await page.getByRole("heading", { name: "Remove authenticator app" }).waitFor();
  await camera.take(page, "account-security-method");
  await page.goto("/account/security/recovery-codes");
  await camera.take(page, "account-security-recovery-codes-on");
  await page.getByRole("button", { name: "Create new recovery codes" }).click();
  await page.getByRole("list", { name: "Recovery codes" }).waitFor();
  await camera.take(page, "account-security-recovery-codes-new");
}

async function takeLogin(
  page: Page,
  camera: Camera,
  person: Person,
  app: AuthenticatorApp,
  url: string,
): Promise<void> {
  await page.context().clearCookies();
  await submitLogin(page, person, url);
  await page.waitForURL("**/login/verify**");
  await camera.take(page, "login-verify-passkey");
  await page.getByRole("link", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code").waitFor();
  await camera.take(page, "login-verify-recovery");
  await page.getByRole("link", { name: "Use your authenticator app" }).click();
  await page.getByRole("textbox", { name: "Code" }).waitFor();
  await camera.take(page, "login-verify-code");
  await page.getByRole("textbox", { name: "Code" }).fill("000000");
  await page.getByText("Incorrect code.").waitFor();
  await camera.take(page, "login-verify-wrong");
  await page.getByLabel(/Don't ask again/).check();
  await page.getByRole("textbox", { name: "Code" }).fill(await totpCode(app));
  await page.waitForURL("**/account");
  await camera.take(page, "account-with-two-factor");
  await page.goto("/account/security");
  await camera.take(page, "account-security-trusted");
}
