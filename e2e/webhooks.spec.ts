import { Webhook } from "standardwebhooks";
import { expect, test } from "./fixtures";
import { EMAIL_TIMEOUT_MS } from "./mailbox";
import { logIn, register } from "./steps";
import { ADMIN, WEBHOOK_SECRET } from "./test-server";
import { newUser } from "./test-users";

const URL = "/api/webhooks/resend";
const MINUTE_MS = 60_000;

test("shows in the list of users whether an email was delivered or bounced", async ({ page, mailbox }) => {
  const { username, password } = newUser();
  // Resend's test address for emails that bounce.
  const bounced = { username, password, email: `bounced+${username}@resend.dev` };
  const delivered = newUser();
  for (const user of [bounced, delivered]) {
    await register(page, user);
    await mailbox.newest(user.email);
  }
  await logIn(page, ADMIN);
  for (const [user, state] of [
    [bounced, "Bounced"],
    [delivered, "Delivered"],
  ] as const) {
    await expect(async () => {
      await page.goto(`/admin/users?q=${user.username}`);
      await expect(page.getByText(state, { exact: true })).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: EMAIL_TIMEOUT_MS });
  }
  await expect(page.getByText("Bounced", { exact: true })).toHaveCount(0);
});

test("accepts only webhooks with a valid, recent signature", async ({ request }) => {
  const body = JSON.stringify({ type: "email.delivered", data: { email_id: "unknown" } });
  const post = (sentBody: string, signedAt: Date, secret = WEBHOOK_SECRET) =>
    request.post(URL, {
      data: sentBody,
      headers: {
        "content-type": "application/json",
        "svix-id": "msg_1",
        "svix-timestamp": String(Math.floor(signedAt.getTime() / 1000)),
        "svix-signature": new Webhook(secret).sign("msg_1", signedAt, body),
      },
    });
  const now = new Date();
  const accepted = await post(body, now);
  expect([accepted.status(), await accepted.json()]).toEqual([200, { outcome: "ignored" }]);
  expect((await post(body, now)).status()).toBe(200);
  expect((await post(`${body} `, now)).status()).toBe(401);
  expect((await post(body, now, "whsec_c29tZWJvZHkgZWxzZQ==")).status()).toBe(401);
  expect((await post(body, new Date(now.getTime() - 4 * MINUTE_MS))).status()).toBe(200);
  expect((await post(body, new Date(now.getTime() - 6 * MINUTE_MS))).status()).toBe(401);
  expect((await post(body, new Date(now.getTime() + 6 * MINUTE_MS))).status()).toBe(401);
  expect((await request.post(URL, { data: body })).status()).toBe(401);
  expect((await request.get(URL)).status()).toBe(405);
});
