import type { Page } from "@playwright/test";
import { addAuthenticatorApp } from "./authenticator-app";
import { expect, test } from "./fixtures";
import { expectAccountPage, logIn, logOut, submitLogin } from "./steps";
import type { TestUser } from "./test-users";
import { ageSessions, queryDatabase, registerVerified } from "./verified-user";
import {
  addVirtualAuthenticator,
  createPasskey,
  offerNoneAtField,
  type VirtualAuthenticator,
} from "./virtual-authenticator";

/** Logs a new user in and adds a passkey. */
async function addPasskey(page: Page, user: TestUser): Promise<VirtualAuthenticator> {
  await offerNoneAtField(page);
  await registerVerified(page, user);
  await logIn(page, user);
  const authenticator = await addVirtualAuthenticator(page);
  await createPasskey(page);
  await expect(page.getByText("Passkey added.")).toBeVisible();
  return authenticator;
}

test("adds a passkey, tells the owner, and logs in with it alone", async ({ page, user, mailbox }) => {
  const authenticator = await addPasskey(page, user);
  await expect(page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem")).toHaveCount(10);
  await mailbox.withSubject(user.email, "Two-factor method added");
  const [passkey] = await authenticator.passkeys();
  expect(passkey?.isResidentCredential).toBe(true);
  await logOut(page);
  await page.getByRole("button", { name: "Log in with a passkey" }).click();
  await expectAccountPage(page);
  const sessions = await queryDatabase<{ amr: string[]; aal: number }>(
    "SELECT amr, aal FROM sessions WHERE user_id = (SELECT id FROM users WHERE email = $1)",
    [user.email],
  );
  expect(sessions).toEqual([{ amr: expect.arrayContaining(["user", "mfa"]), aal: 2 }]);
});

test("offers the passkey at the email field, and logs in when it is chosen", async ({ page, user }) => {
  await addPasskey(page, user);
  await logOut(page);
  await expect(page.getByRole("heading", { name: "Log in", exact: true })).toBeVisible();
  await page.goto("/login?offer=yes");
  await expectAccountPage(page);
});

test("verifies a login with a passkey, and confirms the identity with it", async ({ page, user }) => {
  await addPasskey(page, user);
  await logOut(page);
  await submitLogin(page, user);
  await expect(page.getByRole("heading", { name: "Two-factor authentication" })).toBeVisible();
  await page.getByRole("button", { name: "Use your passkey" }).click();
  await expectAccountPage(page);
  await ageSessions(user);
  await page.goto("/account/password");
  await page.getByRole("button", { name: "Use your passkey" }).click();
  await expect(page.getByRole("heading", { name: "Change your password" })).toBeVisible();
});

test("says how long to wait after many requests for a passkey", async ({ page, user }) => {
  await addPasskey(page, user);
  await ageSessions(user);
  await page.goto("/account/confirm?next=%2Faccount");
  const button = page.getByRole("button", { name: "Use your passkey" });
  await expect(button).toBeEnabled();
  await page.evaluate(async () => {
    for (let count = 0; count < 30; count++) {
      await fetch("/account/confirm/passkey-options", { method: "POST" });
    }
  });
  await button.click();
  await expect(page.getByText(/^Too many requests. Try again in \d+ minutes?, or use another/)).toBeVisible();
});

test("doesn't log in alone with a passkey that doesn't check who uses it", async ({ page, user }) => {
  const authenticator = await addPasskey(page, user);
  await logOut(page);
  await authenticator.setUserVerified(false);
  await page.evaluate(() => {
    const get = navigator.credentials.get.bind(navigator.credentials);
    const refusal = new Promise((resolve) => {
      navigator.credentials.get = (options) =>
        get(options).catch((error: DOMException) => {
          resolve(error.name);
          throw error;
        });
    });
    Object.assign(window, { refusal });
  });
  await page.getByRole("button", { name: "Log in with a passkey" }).click();
  expect(await page.evaluate("window.refusal")).toBe("NotAllowedError");
  await page.goto("/account");
  await expect(page).toHaveURL("/login?next=%2Faccount");
});

test("refuses a passkey whose signature counter goes back, and records it", async ({ page, user }) => {
  await addPasskey(page, user);
  await logOut(page);
  // As if a copy of the passkey had been used a hundred times.
  const counted = await queryDatabase(
    `UPDATE passkeys SET counter = 100
     WHERE user_id = (SELECT id FROM users WHERE email = $1) RETURNING id`,
    [user.email],
  );
  expect(counted).toHaveLength(1);
  await page.getByRole("button", { name: "Log in with a passkey" }).click();
  await expect(page.getByText(/may have been copied/)).toBeVisible();
  const events = await queryDatabase(
    `SELECT event FROM audit_events WHERE event = 'mfa_passkey_copied'
     AND user_id = (SELECT id FROM users WHERE email = $1)`,
    [user.email],
  );
  expect(events.length).toBeGreaterThan(0);
});

test("adds no second passkey of the same authenticator, but one of another", async ({ page, user }) => {
  const first = await addPasskey(page, user);
  await createPasskey(page);
  await expect(page.getByText("This device already has a passkey for your account.")).toBeVisible();
  await first.remove();
  await addVirtualAuthenticator(page);
  await createPasskey(page);
  await expect(page.getByText("Passkey added.")).toBeVisible();
  await page.goto("/account/security");
  await expect(page.getByRole("link", { name: "Manage Passkey" })).toHaveCount(2);
});

test("says so if a passkey was removed, and lets the person log in otherwise", async ({ page, user }) => {
  const authenticator = await addPasskey(page, user);
  const [passkey] = await authenticator.passkeys();
  await page.goto("/account/security");
  await page.getByRole("link", { name: "Manage Passkey" }).click();
  await page.getByRole("button", { name: "Remove passkey" }).click();
  await expect(page.getByText("Passkey removed.")).toBeVisible();
  await logOut(page);
  // Browsers that know the signal have forgotten the passkey. Others still offer it.
  await authenticator.clear();
  if (passkey) await authenticator.add(passkey);
  await page.getByRole("button", { name: "Log in with a passkey" }).click();
  await expect(page.getByText(/was removed from your account/)).toBeVisible();
  await logIn(page, user);
});

test("goes on after a canceled request for a passkey, with a new challenge", async ({ page, user }) => {
  const authenticator = await addPasskey(page, user);
  await addAuthenticatorApp(page);
  await logOut(page);
  await submitLogin(page, user);
  await page.getByRole("link", { name: "Use a passkey" }).click();
  // Nobody answers the first request, and the reload cancels it.
  await authenticator.setPresent(false);
  await page.getByRole("button", { name: "Use your passkey" }).click();
  await page.reload();
  // Before the request: one that is waiting already isn't answered any more.
  await authenticator.setPresent(true);
  await page.getByRole("button", { name: "Use your passkey" }).click();
  await expectAccountPage(page);
});

/** Opens the login page, where nobody chooses the passkeys that are offered at the email field. */
async function openLoginWithOffer(page: Page) {
  await page.addInitScript(() => {
    const get = navigator.credentials.get.bind(navigator.credentials);
    let isOpen = false;
    Object.assign(window, { isPasskeyOffered: () => isOpen });
    navigator.credentials.get = (options) => {
      // As in browsers, which allow one request at a time.
      if (isOpen) return Promise.reject(new DOMException("A request is already pending.", "OperationError"));
      if (options?.mediation !== "conditional") return get(options);
      isOpen = true;
      return new Promise((_, reject) => {
        options.signal?.addEventListener("abort", () => {
          isOpen = false;
          reject(options.signal?.reason);
        });
      });
    };
  });
  await page.goto("/login?offer=yes");
  await expect.poll(() => page.evaluate("window.isPasskeyOffered()")).toBe(true);
}

/** Waits until the page asks the server for a challenge. */
const challengeRequest = (page: Page) =>
  page.waitForRequest((request) => request.url().endsWith("/login/passkey-options"));

test("logs in by the button while passkeys are offered at the email field", async ({ page, user }) => {
  await addPasskey(page, user);
  await logOut(page);
  await openLoginWithOffer(page);
  await page.getByRole("button", { name: "Log in with a passkey" }).click();
  await expectAccountPage(page);
});

test("offers passkeys at the field again after a failed attempt, with a new challenge", async ({
  page,
  user,
}) => {
  const authenticator = await addPasskey(page, user);
  await logOut(page);
  await openLoginWithOffer(page);
  await authenticator.setUserVerified(false);
  const challenges: string[] = [];
  page.on("response", async (response) => {
    if (!response.url().endsWith("/login/passkey-options")) return;
    challenges.push(((await response.json()) as { challenge: string }).challenge);
  });
  await page.getByRole("button", { name: "Log in with a passkey" }).click();
  // One for the button, and one for the next offer.
  await expect.poll(() => new Set(challenges).size).toBe(2);
  await authenticator.setUserVerified(true);
  await page.getByRole("button", { name: "Log in with a passkey" }).click();
  await expectAccountPage(page);
});

test("offers passkeys with a new challenge before the last one expires", async ({ page, user }) => {
  await addPasskey(page, user);
  await logOut(page);
  await page.clock.install();
  await openLoginWithOffer(page);
  const renewed = challengeRequest(page);
  // A challenge lives for 5 minutes.
  await page.clock.fastForward("04:30");
  await renewed;
  await expect.poll(() => page.evaluate("window.isPasskeyOffered()")).toBe(true);
  await page.getByRole("button", { name: "Log in with a passkey" }).click();
  await expectAccountPage(page);
});
