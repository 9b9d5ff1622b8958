import { call } from "../api-client";
import { linkIn, tokenIn } from "../emails";
import { expect, test } from "../fixtures";
import { createGuessedAt } from "../guessed-at-user";
import { submitLogin } from "../steps";

test("finishes a login on a new device with a link, once the password was guessed at too often", async ({
  page,
  mailbox,
  openOtherBrowser,
}) => {
  const user = await createGuessedAt();
  for (const password of ["wrong", user.password]) {
    await submitLogin(page, { ...user, password });
    await expect(page.getByText("we've sent you a link to finish logging in")).toBeVisible();
  }
  const link = linkIn(await mailbox.withSubject(user.email, "Finish logging in"));
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Finish logging in" })).toBeVisible();
  await expect(page.getByText(user.username)).toBeVisible();
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await expect(page).toHaveURL("/account");

  const other = await openOtherBrowser();
  await other.goto(link);
  await expect(other.getByRole("heading", { name: "Link already used" })).toBeVisible();
  // The browser is known to the account now.
  await page.context().clearCookies({ name: /session/ });
  await submitLogin(page, user);
  await expect(page).toHaveURL("/account");
});

test("finishes a login by the API with the token of the link", async ({ mailbox }) => {
  const { email, password } = await createGuessedAt();
  const wrong = await call("POST", "/api/auth/login/", { email, password: "wrong" });
  const right = await call("POST", "/api/auth/login/", { email, password });
  expect([right.status, right.body]).toEqual([wrong.status, wrong.body]);
  expect(right.body).toMatchObject({ status: "confirmation_required" });
  const token = tokenIn(await mailbox.withSubject(email, "Finish logging in"));
  const finished = await call("POST", "/api/auth/confirm-login/", { token });
  expect(finished).toMatchObject({ status: 200, body: { status: "success" } });
  const me = await call("GET", "/api/auth/me/", undefined, {
    authorization: `Bearer ${finished.body.token}`,
  });
  expect(me.body).toMatchObject({ email });
  expect((await call("POST", "/api/auth/confirm-login/", { token })).status).toBe(400);
});
