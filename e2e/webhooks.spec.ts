import { Webhook } from "standardwebhooks";
import { ADMIN, expect, fillRegistration, logInAndWait, MAIL_TIMEOUT_MS, newUser, test } from "./fixtures";

const URL = "/api/webhooks/resend";
const MINUTE_MS = 60_000;

test("what became of a mail stands in the list of users", async ({ page, mailbox }) => {
  const { username, password } = newUser();
  // The mail provider's own address for mails that come back.
  const person = { username, password, email: `bounced+${username}@resend.dev` };
  const good = newUser();
  for (const who of [person, good]) {
    await page.goto("/register");
    await fillRegistration(page, who);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
    await mailbox.newest(who.email);
  }
  await logInAndWait(page, ADMIN);
  for (const [who, state] of [
    [person, "Bounced"],
    [good, "Delivered"],
  ] as const) {
    await expect(async () => {
      await page.goto(`/admin/users?q=${who.username}`);
      await expect(page.getByText(state, { exact: true })).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: MAIL_TIMEOUT_MS });
  }
  await expect(page.getByText("Bounced", { exact: true })).toHaveCount(0);
});

test("only what was signed lately is believed", async ({ request }, info) => {
  const secret = String(info.config.metadata.webhookSecret);
  const body = JSON.stringify({ type: "email.delivered", data: { email_id: "nobody's" } });
  const post = (sentBody: string, signedAt: Date, signedWith = secret) =>
    request.post(URL, {
      data: sentBody,
      headers: {
        "content-type": "application/json",
        "svix-id": "msg_1",
        "svix-timestamp": String(Math.floor(signedAt.getTime() / 1000)),
        "svix-signature": new Webhook(signedWith).sign("msg_1", signedAt, body),
      },
    });
  const now = new Date();
  const good = await post(body, now);
  expect([good.status(), await good.json()]).toEqual([200, { outcome: "ignored" }]);
  expect((await post(body, now)).status()).toBe(200);
  expect((await post(`${body} `, now)).status()).toBe(401);
  expect((await post(body, now, "whsec_c29tZWJvZHkgZWxzZQ==")).status()).toBe(401);
  expect((await post(body, new Date(now.getTime() - 4 * MINUTE_MS))).status()).toBe(200);
  expect((await post(body, new Date(now.getTime() - 6 * MINUTE_MS))).status()).toBe(401);
  expect((await post(body, new Date(now.getTime() + 6 * MINUTE_MS))).status()).toBe(401);
  expect((await request.post(URL, { data: body })).status()).toBe(401);
  expect((await request.get(URL)).status()).toBe(405);
});
