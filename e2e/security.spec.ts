import { readFileSync } from "node:fs";
import {
  expect,
  linkIn,
  logInAndWait,
  newIpAddress,
  newUser,
  register,
  registerAndVerify,
  sessionCookie,
  test,
} from "./fixtures";
import { hiddenFields, send, submit } from "./form-post";

const BASE = "http://localhost:4310";

test("every answer carries the headers that browsers heed", async () => {
  const paths = [
    "/",
    "/register",
    "/login",
    "/account",
    "/no-such-page",
    "/api/health",
    "/icon.svg",
    "/common-passwords.txt",
  ];
  for (const path of paths) {
    const { headers } = await send(BASE + path);
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

test("each page has a nonce of its own, on every script", async () => {
  const nonces = new Set<string>();
  for (let visit = 0; visit < 3; visit++) {
    const { headers, body } = await send(`${BASE}/register`);
    const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1] ?? "";
    const scripts = [...body.matchAll(/<script\b[^>]*>/g)].map(([script]) => script);
    expect(scripts.length).toBeGreaterThan(2);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(3);
  expect(String((await send(`${BASE}/register`)).headers["content-security-policy"])).not.toMatch(/unsafe/);
});

test("a token's page may be kept by nobody and names itself to nobody", async () => {
  const { headers } = await send(`${BASE}/verify-email?token=${"A".repeat(43)}`);
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(headers["cache-control"]).toContain("no-store");
});

test("the link in the mail names the configured host, whatever host the request named", async ({
  mailbox,
}) => {
  const person = newUser();
  const evil = {
    host: "evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    origin: "http://evil.example",
  };
  const client = { "x-forwarded-for": newIpAddress() };
  const page = await send(`${BASE}/register`, "GET", { ...evil, ...client });
  const fields = { ...hiddenFields(page.body), ...person, password2: person.password, phone_number: "" };
  const answer = await submit(`${BASE}/register`, fields, { ...evil, ...client });
  expect(answer.status).toBe(303);
  const mail = await mailbox.newest(person.email);
  expect(linkIn(mail)).toMatch(/^http:\/\/localhost:4310\//);
  expect(mail.html + mail.text).not.toContain("evil.example");
});

test("a form that is sent twice without JavaScript is one registration", async ({ mailbox }) => {
  const person = newUser();
  const headers = { "x-forwarded-for": newIpAddress(), origin: BASE };
  const { body } = await send(`${BASE}/register`, "GET", headers);
  const fields = { ...hiddenFields(body), ...person, password2: person.password, phone_number: "" };
  const answers = await Promise.all([1, 2].map(() => submit(`${BASE}/register`, fields, headers)));
  for (const { status, headers } of answers) {
    expect(status).toBe(303);
    expect(headers.location).toBe("/check-email");
  }
  await mailbox.newest(person.email);
});

test("fifty presses at the same moment verify once; looking verifies nothing", async ({
  page,
  person,
  mailbox,
}) => {
  await register(page, person);
  const link = linkIn(await mailbox.newest(person.email));
  for (const method of ["GET", "HEAD", "OPTIONS", "GET"]) await send(link, method);
  const { body } = await send(link);
  expect(body).toContain("Is this your address?");
  const press = () => submit(link, hiddenFields(body), { origin: BASE });
  const answers = await Promise.all(Array.from({ length: 50 }, press));
  expect(
    answers.filter(({ status, headers }) => status === 303 && headers.location === "/verify-email/done"),
  ).toHaveLength(1);
  const others = answers.filter(({ status }) => status === 200);
  expect(others).toHaveLength(49);
  for (const other of others) expect(other.body).toContain("This link was already used");
});

test("a request from elsewhere, or from nowhere, neither logs in nor out", async ({
  page,
  context,
  person,
  mailbox,
}) => {
  await registerAndVerify(page, mailbox, person);
  await logInAndWait(page, person);
  const cookie = `session=${(await sessionCookie(context))?.value}`;
  const account = await send(`${BASE}/account`, "GET", { cookie });
  const login = await send(`${BASE}/login`);
  for (const headers of [{}, { origin: "https://evil.example" }, { origin: "null" }] as Record<
    string,
    string
  >[]) {
    const loggedOut = await submit(`${BASE}/account`, hiddenFields(account.body), { cookie, ...headers });
    expect(loggedOut.status).toBe(500);
    expect(loggedOut.headers["set-cookie"]).toBeUndefined();
    const loggedIn = await submit(`${BASE}/login`, { ...hiddenFields(login.body), ...person }, headers);
    expect(loggedIn.status).toBe(500);
    expect(loggedIn.headers["set-cookie"]).toBeUndefined();
  }
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: /Hello/ })).toBeVisible();
});

test("the session is another after each log-in, and a cookie made up elsewhere opens nothing", async ({
  page,
  context,
  person,
  mailbox,
}) => {
  await registerAndVerify(page, mailbox, person);
  await context.addCookies([{ name: "session", value: "made-up", url: BASE }]);
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
  const seen: string[] = [];
  for (let time = 0; time < 2; time++) {
    await logInAndWait(page, person);
    seen.push((await sessionCookie(context))?.value ?? "");
  }
  expect(new Set([...seen, "made-up"]).size).toBe(3);
  const old = await send(`${BASE}/account`, "GET", { cookie: `session=${seen[0]}` });
  expect(old.headers.location).toBe("/login?next=%2Faccount");
});

test("jobs run for nobody who cannot sign", async () => {
  const body = Buffer.from(JSON.stringify({ event: {}, events: [], steps: {}, ctx: { run_id: "x" } }));
  const answer = await send(
    `${BASE}/api/inngest?fnId=real-mfa-deliver-mail&stepId=step`,
    "POST",
    { "content-type": "application/json" },
    body,
  );
  expect(answer.status).toBe(401);
});

test("no address of a link, no password and no session is in the log", async ({
  page,
  context,
  person,
  mailbox,
}, info) => {
  await registerAndVerify(page, mailbox, person);
  await logInAndWait(page, person);
  const token = new URL(linkIn(await mailbox.newest(person.email))).searchParams.get("token") ?? "";
  const log = readFileSync(String(info.config.metadata.log), "utf8");
  expect(log).toContain("email_verified");
  for (const secret of [
    token,
    token.slice(22),
    person.password,
    person.email,
    (await sessionCookie(context))?.value ?? "",
  ]) {
    expect(secret.length).toBeGreaterThan(8);
    expect(log).not.toContain(secret);
  }
});

test("the app tells how it is", async () => {
  const told = async () => {
    const { status, body } = await send(`${BASE}/api/health`);
    return { status, ...JSON.parse(body) };
  };
  await expect.poll(told).toEqual({
    status: 200,
    alive: true,
    ready: true,
    dependencies: { database: "up", redis: "up", jobs: "up", mail: "up" },
  });
});
