import type { Page } from "@playwright/test";
import { call } from "./api-client";
import { codeIn, linkIn, tokenIn } from "./emails";
import { expect, test } from "./fixtures";
import { register, submitLogin } from "./steps";
import { newRegistration } from "./test-users";

const NEW_PASSWORD = "Zk3-unlikely-harbour";

/** The owner of the mailbox verifies the address with a password of their own. */
async function verifyWithNewPassword(owner: Page, link: string) {
  await owner.goto(`${link}&password=new`);
  await owner.getByLabel("New password").fill(NEW_PASSWORD);
  await owner.getByLabel("Confirm password").fill(NEW_PASSWORD);
  await owner.getByRole("button", { name: "Set password and verify email" }).click();
  await expect(owner.getByRole("heading", { name: "Email verified" })).toBeVisible();
}

test("a stranger's browser that registered the address gets in neither by waiting nor by its password", async ({
  page: stranger,
  user,
  mailbox,
  openOtherBrowser,
}) => {
  await register(stranger, user);
  const email = await mailbox.newest(user.email);
  await verifyWithNewPassword(await openOtherBrowser(), linkIn(email));
  // 1. The waiting page, with the claim of the registration.
  await stranger.goto("/check-email");
  await expect(stranger.getByLabel("Verification code")).toBeHidden();
  await stranger.goto("/account");
  await expect(stranger.getByRole("heading", { name: "Log in", exact: true })).toBeVisible();
  // 2. The password that was chosen at registration.
  await submitLogin(stranger, user);
  await expect(stranger.getByText("Incorrect email or password.")).toBeVisible();
  // 3. The link, should it leak afterwards.
  await stranger.goto(linkIn(email));
  await expect(stranger.getByRole("heading", { name: "Email already verified" })).toBeVisible();
});

test("a stranger's program that registered the address gets in neither by its claim nor by a replay", async ({
  mailbox,
  openOtherBrowser,
}) => {
  const user = newRegistration();
  const key = { "idempotency-key": `takeover-${user.username}` };
  const registered = await call("POST", "/api/auth/register/", user, key);
  const claim = registered.headers.get("registration-claim") ?? "";
  const email = await mailbox.newest(user.email);
  // Before the owner acts: the code is worth nothing with the claim of another registration.
  const other = await call("POST", "/api/auth/register/", newRegistration());
  const otherClaim = other.headers.get("registration-claim") ?? "";
  const typed = { claim: otherClaim, code: codeIn(email) };
  expect((await call("POST", "/api/auth/verify-code/", typed)).status).toBe(400);
  await verifyWithNewPassword(await openOtherBrowser(), linkIn(email));
  // 4. The claim: with the link, with the code, and to move the registration to another address.
  const attempts = [
    ["/api/auth/verify-email/", { token: tokenIn(email), claim }],
    ["/api/auth/verify-code/", { code: codeIn(email), claim }],
    ["/api/auth/verification-status/", { claim }],
    ["/api/auth/change-registration-email/", { claim, email: `x.${user.email}` }],
    ["/api/auth/login/", { email: user.email, password: user.password }],
  ] as const;
  for (const [path, body] of attempts) {
    const { status } = await call("POST", path, body);
    expect([path, status]).toEqual([path, path === "/api/auth/login/" ? 401 : 400]);
  }
  // 5. The same registration again, which would give the claim back while its password counts.
  const replayed = await call("POST", "/api/auth/register/", user, key);
  expect([replayed.status, replayed.headers.get("registration-claim")]).toEqual([400, null]);
});
