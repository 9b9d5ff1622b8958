import { bearer, call } from "../api-client";
import { tokenIn } from "../emails";
import { expect, sessionCookie, test } from "../fixtures";
import { logIn } from "../steps";
import { BASE_URL } from "../test-server";
import { newRegistration, newUser } from "../test-users";
import { registerVerified } from "../verified-user";

test("registers, verifies, logs in and logs out", async ({ mailbox }) => {
  const registration = newRegistration();
  await call("POST", "/api/auth/register/", registration);
  const { username, email, password } = registration;
  const login = { email, password };
  const wrongPassword = await call("POST", "/api/auth/login/", { ...login, password: "wrong" });
  expect(wrongPassword).toMatchObject({ status: 401 });
  expect(await call("POST", "/api/auth/login/", login)).toMatchObject({ status: 403 });

  const token = tokenIn(await mailbox.newest(email));
  expect(await call("POST", "/api/auth/verify-email/", { token: "x" })).toMatchObject({
    status: 400,
    body: { errors: { token: ["This token is invalid or has expired."] } },
  });
  expect(await call("POST", "/api/auth/verify-email/", { token })).toMatchObject({
    status: 200,
    body: { status: "success" },
  });
  expect(await call("POST", "/api/auth/verify-email/", { token })).toMatchObject({
    status: 400,
    body: { errors: { token: ["This token has already been used."] } },
  });

  const loggedIn = await call("POST", "/api/auth/login", login);
  expect(loggedIn.status).toBe(200);
  const headers = bearer(loggedIn.body.token);
  expect(await call("GET", "/api/auth/me/", undefined, headers)).toMatchObject({
    status: 200,
    body: { username, email, role: "user", email_verified: true },
  });
  expect(await call("GET", "/api/admin/users/", undefined, headers)).toMatchObject({ status: 403 });
  expect(await call("POST", "/api/auth/logout/", undefined, headers)).toMatchObject({ status: 200 });
  expect(await call("GET", "/api/auth/me/", undefined, headers)).toMatchObject({
    status: 401,
    body: { detail: "Invalid token." },
  });
});

test("resends the verification email once a minute, with the same response for unknown addresses", async () => {
  const registration = newRegistration();
  await call("POST", "/api/auth/register/", registration);
  const resend = (email: string) => call("POST", "/api/auth/resend-verification/", { email });
  for (const email of [registration.email, newUser().email]) {
    expect(await resend(email)).toMatchObject({ status: 200, body: { status: "success" } });
    expect((await resend(email)).status).toBe(429);
  }
});

test("accepts no session cookie in the API, and no bearer token in the pages", async ({
  page,
  context,
  user,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const cookie = (await sessionCookie(context))?.value ?? "";
  for (const headers of [{ cookie: `session=${cookie}` }, bearer(cookie)]) {
    expect((await call("GET", "/api/auth/me/", undefined, { ...headers })).status).toBe(401);
  }
  const { email, password } = user;
  const { body } = await call("POST", "/api/auth/login/", { email, password });
  await context.addCookies([{ name: "session", value: String(body.token), url: BASE_URL }]);
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Log in", exact: true })).toBeVisible();
});
