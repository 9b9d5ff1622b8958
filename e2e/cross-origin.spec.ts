import { expect, sessionCookie, test } from "./fixtures";
import { hiddenFields, send, submit } from "./form-post";
import { expectAccountPage, logIn } from "./steps";
import { BASE_URL } from "./test-server";
import { registerVerified } from "./verified-user";

const FOREIGN_ORIGINS = [undefined, "https://evil.example", "null"];
const ACCOUNT_PAGES = ["profile", "email", "password", "devices", "data", "security/authenticator"];
const PUBLIC_PAGES = ["/register", "/login", "/forgot-password", "/resend-verification"];

const POST_ROUTES = [
  "/account/picture",
  "/account/download",
  "/account/security/passkey/options",
  "/account/confirm/passkey-options",
  "/login/passkey-options",
  "/login/verify/passkey-options",
];

const originHeader = (origin: string | undefined): Record<string, string> => (origin ? { origin } : {});

test("rejects logins and logouts from another origin, or without one", async ({ page, context, user }) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const cookie = `session=${(await sessionCookie(context))?.value}`;
  const account = await send(`${BASE_URL}/account`, "GET", { cookie });
  const login = await send(`${BASE_URL}/login`);
  for (const origin of FOREIGN_ORIGINS) {
    const headers = originHeader(origin);
    const logout = await submit(`${BASE_URL}/account`, hiddenFields(account.body), { cookie, ...headers });
    expect(logout.status).toBe(403);
    expect(logout.headers["set-cookie"]).toBeUndefined();
    const loggedIn = await submit(`${BASE_URL}/login`, { ...hiddenFields(login.body), ...user }, headers);
    expect(loggedIn.status).toBe(403);
    expect(loggedIn.headers["set-cookie"]).toBeUndefined();
  }
  await page.goto("/account");
  await expectAccountPage(page);
});

test("rejects every form of the account pages from another origin, or without one", async ({
  page,
  context,
  user,
}) => {
  await registerVerified(page, user);
  await logIn(page, user);
  const cookie = await sessionCookie(context);
  const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
  for (const origin of FOREIGN_ORIGINS) {
    for (const path of POST_ROUTES) {
      const response = await fetch(BASE_URL + path, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams({ remove: "yes" }),
        headers: { ...headers, ...originHeader(origin) },
      });
      expect(response.status, `${path} from ${origin}`).toBe(403);
    }
  }
  const fields = {
    ...user,
    username: "another_name",
    email: "another@example.com",
    device_name: "Another name",
    confirmation: user.username,
    current_password: user.password,
    password2: user.password,
  };
  let forms = 0;
  for (const path of [...ACCOUNT_PAGES.map((name) => `/account/${name}`), ...PUBLIC_PAGES]) {
    // People who are logged in are sent on from the public pages, which may have been open before.
    const { body } = await send(BASE_URL + path, "GET", PUBLIC_PAGES.includes(path) ? {} : headers);
    for (const [form] of body.matchAll(/<form[^>]*>[\s\S]*?<\/form>/g)) {
      if (!form.includes("$ACTION")) continue;
      forms++;
      for (const origin of FOREIGN_ORIGINS) {
        const response = await submit(
          BASE_URL + path,
          { ...hiddenFields(form), ...fields },
          { ...headers, ...originHeader(origin) },
        );
        expect(response.status, `${path} from ${origin}`).toBe(403);
        expect(response.headers["set-cookie"]).toBeUndefined();
      }
    }
  }
  expect(forms).toBeGreaterThan(10);
  await page.goto("/account/activity");
  // The registration and the login are all that happened.
  const activity = page.getByRole("main").getByRole("listitem");
  await expect(activity).toHaveText([/^Logged in from /, /^Account created from /]);
});
