import { readFileSync } from "node:fs";
import { linkIn, tokenIn } from "./emails";
import { expect, sessionCookie, test } from "./fixtures";
import { hiddenFields, send, submit } from "./form-post";
import { expectAccountPage, register, registerAndVerify } from "./steps";
import { BASE_URL, LOG_FILE } from "./test-server";
import { fromNewIpAddress, newUser } from "./test-users";
import { registerVerified } from "./verified-user";

test("sends security headers with every response", async () => {
  const paths = [
    "/",
    "/register",
    "/login",
    "/account",
    "/no-such-page",
    "/api/health",
    "/brand/icon.svg",
    "/common-passwords.txt",
  ];
  for (const path of paths) {
    const { headers } = await send(BASE_URL + path);
    expect(headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
      "referrer-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=()"),
      "content-security-policy": expect.stringMatching(
        /object-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/,
      ),
      "x-request-id": expect.stringMatching(/^[\w-]{36}$/),
      "content-type": expect.stringMatching(/charset=utf-8|image\/svg/i),
    });
    expect(headers["x-powered-by"], path).toBeUndefined();
  }
});

test("gives each page its own nonce, on every script", async () => {
  const nonces = new Set<string>();
  for (let visit = 0; visit < 3; visit++) {
    const { headers, body } = await send(`${BASE_URL}/register`);
    const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1] ?? "";
    const scripts = [...body.matchAll(/<script\b[^>]*>/g)].map(([script]) => script);
    expect(scripts.length).toBeGreaterThan(2);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(3);
  const { headers } = await send(`${BASE_URL}/register`);
  expect(String(headers["content-security-policy"])).not.toMatch(/unsafe/);
});

test("keeps a page with a token in its URL out of caches and referrers", async () => {
  const path = `/verify-email?token=${"A".repeat(43)}`;
  for (const page of [path, `/login?next=${encodeURIComponent(path)}`]) {
    const { headers } = await send(BASE_URL + page);
    expect(headers["referrer-policy"]).toBe("strict-origin");
    expect(headers["cache-control"]).toContain("no-store");
  }
});

test("ignores a damaged cookie of the address that awaits verification", async () => {
  for (const cookie of ["pending_email=%00", "pending_email=evil%40example.com", "pending_email=a.b"]) {
    const { status, headers } = await send(`${BASE_URL}/check-email`, "GET", { cookie });
    expect(status, cookie).toBe(307);
    expect(headers.location, cookie).toBe("/resend-verification");
  }
});

test("resizes no images for strangers", async () => {
  const { status } = await send(`${BASE_URL}/_next/image?url=%2Fbrand%2Ficon.svg&w=64&q=75`);
  expect(status).toBe(404);
});

test("a limit that a form reaches without JavaScript has the status and the waiting time of the API", async () => {
  const { email } = newUser();
  const headers = { origin: BASE_URL, ...fromNewIpAddress() };
  const { body } = await send(`${BASE_URL}/forgot-password`);
  const request = () => submit(`${BASE_URL}/forgot-password`, { ...hiddenFields(body), email }, headers);
  expect((await request()).status).toBe(303);
  const limited = await request();
  expect(limited.status).toBe(429);
  expect(Number(limited.headers["retry-after"])).toBeGreaterThan(0);
  expect(limited.body).toContain("Too many requests");
});

test("links in emails use the configured host, whatever the request's headers say", async ({ mailbox }) => {
  const user = newUser();
  const client = fromNewIpAddress();
  const evil = {
    host: "evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    origin: "http://evil.example",
  };
  const page = await send(`${BASE_URL}/register`, "GET", { ...evil, ...client });
  const fields = { ...hiddenFields(page.body), ...user, password2: user.password, phone_number: "" };
  const response = await submit(`${BASE_URL}/register`, fields, { ...evil, ...client });
  expect(response.status).toBe(303);
  const email = await mailbox.newest(user.email);
  expect(linkIn(email).startsWith(`${BASE_URL}/`)).toBe(true);
  expect(email.html + email.text).not.toContain("evil.example");
});

test("a registration form that is submitted twice without JavaScript creates one account", async ({
  mailbox,
}) => {
  const user = newUser();
  const headers = { ...fromNewIpAddress(), origin: BASE_URL };
  const { body } = await send(`${BASE_URL}/register`, "GET", headers);
  const fields = { ...hiddenFields(body), ...user, password2: user.password, phone_number: "" };
  const responses = await Promise.all([1, 2].map(() => submit(`${BASE_URL}/register`, fields, headers)));
  for (const { status, headers } of responses) {
    expect(status).toBe(303);
    expect(headers.location).toBe("/check-email");
  }
  await mailbox.newest(user.email);
});

test("fifty concurrent submissions of a verification link verify once; opening it verifies nothing", async ({
  page,
  context,
  user,
  mailbox,
}) => {
  await register(page, user);
  const link = linkIn(await mailbox.newest(user.email));
  for (const method of ["GET", "HEAD", "OPTIONS", "GET"]) await send(link, method);
  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`);
  const headers = { origin: BASE_URL, cookie: cookies.join("; ") };
  const { body } = await send(link, "GET", headers);
  expect(body).toContain("is your email address to finish setting up");
  const verify = () => submit(link, hiddenFields(body), headers);
  const responses = await Promise.all(Array.from({ length: 50 }, verify));
  const verified = responses.filter(
    ({ status, headers }) => status === 303 && headers.location === "/verify-email/done",
  );
  expect(verified).toHaveLength(1);
  const others = responses.filter(({ status }) => status === 200);
  expect(others).toHaveLength(49);
  for (const other of others) expect(other.body).toContain("Email already verified");
});

test("replaces the session at each login, and never accepts a session chosen by someone else", async ({
  page,
  context,
  user,
}) => {
  await registerVerified(page, user);
  await context.addCookies([{ name: "session", value: "made-up", url: BASE_URL }]);
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Log in", exact: true })).toBeVisible();
  // Opened before the first login: afterwards, the login page leads to the account.
  const other = await context.newPage();
  await other.goto("/login");
  const tokens: string[] = [];
  for (const tab of [page, other]) {
    await tab.getByLabel("Email").fill(user.email);
    await tab.getByLabel("Password", { exact: true }).fill(user.password);
    await tab.getByRole("button", { name: "Log in", exact: true }).click();
    await expectAccountPage(tab);
    tokens.push((await sessionCookie(context))?.value ?? "");
  }
  expect(new Set([...tokens, "made-up"]).size).toBe(3);
  const old = await send(`${BASE_URL}/account`, "GET", { cookie: `session=${tokens[0]}` });
  expect(old.headers.location).toBe("/login?next=%2Faccount");
});

test("runs no job for an unsigned request", async () => {
  const body = Buffer.from(JSON.stringify({ event: {}, events: [], steps: {}, ctx: { run_id: "x" } }));
  const response = await send(
    `${BASE_URL}/api/inngest?fnId=real-mfa-deliver-mail&stepId=step`,
    "POST",
    { "content-type": "application/json" },
    body,
  );
  expect(response.status).toBe(401);
});

test("logs no token, password, email address or session", async ({ page, context, user, mailbox }) => {
  await registerAndVerify(page, mailbox, user);
  const token = tokenIn(await mailbox.newest(user.email));
  const session = (await sessionCookie(context))?.value ?? "";
  const log = readFileSync(LOG_FILE, "utf8");
  expect(log).toContain("email_verified");
  for (const secret of [token, token.slice(22), user.password, user.email, session]) {
    expect(secret.length).toBeGreaterThan(8);
    expect(log).not.toContain(secret);
  }
});

test("reports the state of the app and its dependencies", async () => {
  const health = async () => {
    const { status, body } = await send(`${BASE_URL}/api/health`);
    return { status, ...JSON.parse(body) };
  };
  await expect.poll(health).toEqual({
    status: 200,
    alive: true,
    ready: true,
    dependencies: { database: "up", redis: "up", jobs: "up", mail: "up" },
  });
});
