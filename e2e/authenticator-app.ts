import { setTimeout as wait } from "node:timers/promises";
import { expect, type Page, test } from "@playwright/test";
import { decodeBase32 } from "@/lib/testing/decode-base32";
import { hotp, timeStep } from "@/lib/two-factor/totp";

const STEP_MS = 30_000;
/** What a page may take to send a code. A code of the previous step must not leave the window meanwhile. */
const MARGIN_MS = 8_000;
const EARLY_MS = 100;

/** An authenticator app that is set up, and the recovery codes that came with it. */
export type AuthenticatorApp = { key: string; recoveryCodes: string[] };

/**
 * Returns the code that an authenticator app shows.
 *
 * @param drift how many time steps later: each code is accepted once, and none before the last accepted one
 */
export async function totpCode({ key }: Pick<AuthenticatorApp, "key">, drift = 0): Promise<string> {
  const left = STEP_MS - (Date.now() % STEP_MS);
  // A timer may fire a little early. The code would then be of a step that ends at once.
  if (left < MARGIN_MS) await wait(left + EARLY_MS);
  return hotp(decodeBase32(key), timeStep(Date.now()) + drift);
}

/** Adds an authenticator app to the account that is logged in, with the code of the previous time step. */
export async function addAuthenticatorApp(page: Page): Promise<AuthenticatorApp> {
  await startSetup(page);
  return finishSetup(page);
}

/** Shows the QR code and the key of a new authenticator app. */
export async function startSetup(page: Page): Promise<void> {
  await page.goto("/account/security/authenticator");
  await page.getByRole("button", { name: "Show QR code" }).click();
  await expect(page.getByTestId("key")).toBeVisible();
}

/** Adds the authenticator app whose key is shown. */
export async function finishSetup(page: Page): Promise<AuthenticatorApp> {
  const key = ((await page.getByTestId("key").textContent()) ?? "").replaceAll(" ", "");
  await page.getByRole("textbox", { name: "Code" }).fill(await totpCode({ key }, -1));
  await page.getByLabel("Name").fill("Phone");
  await page.getByRole("button", { name: "Add authenticator app" }).click();
  await expect(page.getByText("Authenticator app added.")).toBeVisible();
  const recoveryCodes = await page
    .getByRole("list", { name: "Recovery codes" })
    .getByRole("listitem")
    .allTextContents();
  return { key, recoveryCodes };
}

/** Enters a code at a login. With JavaScript a complete code submits the form by itself. */
export async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("Code").fill(code);
  if (test.info().project.name === "without-javascript") {
    await page.getByRole("button", { name: "Verify" }).click();
  }
}
