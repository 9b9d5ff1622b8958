import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import Ajv from "ajv/dist/2020.js";
import fastCheck from "fast-check";
import registerCases from "@/e2e/contract/register-cases.json" with { type: "json" };
import type { Message } from "@/lib/local-services/mailbox-store";
import {
  ADMIN,
  expect,
  linkIn,
  logInAndWait,
  newIpAddress,
  newUser,
  registerAndVerify,
  sessionCookie,
  test,
} from "./fixtures";
import { hiddenFields, send, submit } from "./form-post";

const BASE = "http://localhost:4310";

type Json = Record<string, unknown>;
type Reply = { status: number; headers: Headers; body: Json };

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const response = await fetch(BASE + path, {
    method,
    redirect: "manual",
    headers: { "x-forwarded-for": newIpAddress(), "content-type": "application/json", ...headers },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? (JSON.parse(text) as Json) : {} };
}

function registration() {
  const { username, email, password } = newUser();
  const device = {
    fingerprint_hash: "abc123xyz456def789",
    device_name: "My iPhone",
    device_type: "mobile",
    browser: "Safari",
    os: "iOS 17",
  };
  return { username, email, password, password2: password, device };
}

type Mailbox = { newest: (address: string, count?: number) => Promise<Message> };

/** Somebody who registered, verified and logged in, all by the API. */
async function verified(mailbox: Mailbox) {
  const person = registration();
  await call("POST", "/api/auth/register/", person);
  const mail = await mailbox.newest(person.email);
  const verification = new URL(linkIn(mail)).searchParams.get("token");
  await call("POST", "/api/auth/verify-email/", { token: verification });
  const { email, password, device } = person;
  const { body } = await call("POST", "/api/auth/login/", { email, password, device });
  const token = String(body.token);
  return { ...person, token, headers: { authorization: `Bearer ${token}` } };
}

test.describe("registration", () => {
  for (const { name, status, body, errors } of registerCases) {
    test(`as recorded: ${name}`, async () => {
      const run = newUser().username.slice(-8);
      const filled: unknown = JSON.parse(JSON.stringify(body).replaceAll("__RUN__", run));
      const reply = await call("POST", "/api/auth/register/", JSON.stringify(filled));
      expect(reply.status).toBe(status);
      if (errors) expect(reply.body).toEqual({ status: "error", message: "Validation failed", errors });
      else {
        expect(reply.body).toEqual({
          status: "success",
          message: "Registration successful. Please check your email to verify your account.",
          user: {
            id: expect.stringMatching(
              /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
            ),
            username: expect.any(String),
            email: expect.any(String),
            role: "user",
            email_verified: false,
          },
        });
      }
    });
  }

  test("the guide's own command works as printed, with our port", async ({ mailbox }) => {
    const { username, email } = newUser();
    const command = `curl -s -X POST ${BASE}/api/auth/register/ \\
      -H "Content-Type: application/json" -H "X-Forwarded-For: ${newIpAddress()}" \\
      -d '{
        "username": "${username}",
        "email": "${email}",
        "password": "SecurePass123!",
        "password2": "SecurePass123!",
        "role": "user",
        "phone_number": "+1234567890",
        "device": {
          "fingerprint_hash": "abc123xyz456def789",
          "device_name": "My iPhone",
          "device_type": "mobile",
          "browser": "Safari",
          "os": "iOS 17"
        }
      }'`;
    const printed = execFileSync("bash", ["-c", command], { encoding: "utf8" });
    expect(JSON.parse(printed)).toMatchObject({
      status: "success",
      user: { username, email, email_verified: false },
    });
    await mailbox.newest(email);
  });

  test("forms are taken as JSON is, with and without the last slash", async () => {
    const headers = { "x-forwarded-for": newIpAddress() };
    const { device, ...fields } = registration();
    const form = new URLSearchParams(fields);
    for (const [name, value] of Object.entries(device)) form.set(`device.${name}`, value);
    form.set("role", "");
    form.set("device.os", "");
    const encoded = await fetch(`${BASE}/api/auth/register`, {
      method: "POST",
      body: form,
      headers,
      redirect: "manual",
    });
    expect(encoded.status).toBe(201);
    const multipart = new FormData();
    for (const [name, value] of form) multipart.set(name, value);
    multipart.set("username", "two words");
    multipart.delete("device.device_type");
    const refused = await fetch(`${BASE}/api/auth/register/`, { method: "POST", body: multipart, headers });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      errors: {
        username: [expect.stringContaining("Enter a valid username.")],
        email: ["Email already registered."],
        device: { device_type: ["This field is required."] },
      },
    });
  });

  for (const [what, value, message] of [
    ["NUL", "a\0b", "Null characters are not allowed."],
    ["a lone surrogate", "a\ud800b", "Surrogate characters are not allowed: U+D800."],
  ] as const) {
    test(`${what} is refused at every field`, async () => {
      const { device } = registration();
      const reply = await call("POST", "/api/auth/register/", {
        username: value,
        email: value,
        password: `${value} long enough`,
        password2: `${value} long enough`,
        phone_number: value,
        device: {
          ...device,
          fingerprint_hash: `${value}1234567890`,
          device_name: value,
          browser: value,
          os: value,
        },
      });
      expect(reply.status).toBe(400);
      const { device: deviceErrors, ...errors } = reply.body.errors as Record<string, string[]> & {
        device: Json;
      };
      for (const field of ["username", "email", "password", "phone_number"])
        expect(errors[field]).toContain(message);
      for (const field of ["fingerprint_hash", "device_name", "browser", "os"])
        expect(deviceErrors[field]).toContain(message);
    });
  }
});

test.describe("under an Idempotency-Key", () => {
  test("a repeated registration gets the same answer, and one mail", async ({ mailbox }) => {
    const headers = { "idempotency-key": crypto.randomUUID(), "x-forwarded-for": newIpAddress() };
    const body = registration();
    const replies = await Promise.all(
      Array.from({ length: 2 }, () => call("POST", "/api/auth/register/", body, headers)),
    );
    replies.push(await call("POST", "/api/auth/register/", body, headers));
    for (const { status, body } of replies) {
      expect(status).toBe(201);
      expect(body).toEqual(replies[0]?.body);
    }
    await mailbox.newest(body.email);
    const other = await call("POST", "/api/auth/register/", registration(), headers);
    expect(other.status).toBe(409);
    expect(await mailbox.of(body.email)).toHaveLength(1);
  });

  test("a refused registration may be mended", async () => {
    const headers = { "idempotency-key": crypto.randomUUID() };
    const body = registration();
    expect((await call("POST", "/api/auth/register/", { ...body, password2: "x" }, headers)).status).toBe(
      400,
    );
    expect((await call("POST", "/api/auth/register/", body, headers)).status).toBe(201);
  });
});

test("the whole flow without a browser", async ({ mailbox }) => {
  const body = registration();
  await call("POST", "/api/auth/register/", body);
  const login = { email: body.email, password: body.password };
  expect(await call("POST", "/api/auth/login/", { ...login, password: "wrong" })).toMatchObject({
    status: 401,
  });
  expect(await call("POST", "/api/auth/login/", login)).toMatchObject({ status: 403 });

  const token = new URL(linkIn(await mailbox.newest(body.email))).searchParams.get("token");
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
  const bearer = { authorization: `Bearer ${loggedIn.body.token}` };
  expect(await call("GET", "/api/auth/me/", undefined, bearer)).toMatchObject({
    status: 200,
    body: { username: body.username, email: body.email, role: "user", email_verified: true },
  });
  expect(await call("GET", "/api/admin/users/", undefined, bearer)).toMatchObject({ status: 403 });
  expect(await call("POST", "/api/auth/logout/", undefined, bearer)).toMatchObject({ status: 200 });
  expect(await call("GET", "/api/auth/me/", undefined, bearer)).toMatchObject({
    status: 401,
    body: { detail: "Invalid token." },
  });
});

test("a new mail is promised alike to whoever asks, and once a minute", async () => {
  const known = registration();
  await call("POST", "/api/auth/register/", known);
  const tooSoon = await call("POST", "/api/auth/resend-verification/", { email: known.email });
  expect(tooSoon.status).toBe(429);
  const unknown = { email: newUser().email };
  const promised = await call("POST", "/api/auth/resend-verification/", unknown);
  expect(promised).toMatchObject({ status: 200, body: { status: "success" } });
  expect((await call("POST", "/api/auth/resend-verification/", unknown)).status).toBe(429);
});

test("an admin's token lists the users, as the page does", async () => {
  const { username } = registration();
  await call("POST", "/api/auth/register/", { ...registration(), username });
  const { body } = await call("POST", "/api/auth/login/", ADMIN);
  const list = await call("GET", `/api/admin/users/?q=${username}&sort=email`, undefined, {
    authorization: `Bearer ${body.token}`,
  });
  expect(list).toMatchObject({
    status: 200,
    body: { count: 1, next: null, previous: null, results: [{ username, role: "user" }] },
  });
});

test("a cookie opens nothing here, and a token nothing in the pages", async ({
  page,
  context,
  person,
  mailbox,
}) => {
  await registerAndVerify(page, mailbox, person);
  await logInAndWait(page, person);
  const cookie = (await sessionCookie(context))?.value ?? "";
  for (const headers of [{ cookie: `session=${cookie}` }, { authorization: `Bearer ${cookie}` }] as Record<
    string,
    string
  >[]) {
    expect((await call("GET", "/api/auth/me/", undefined, headers)).status).toBe(401);
  }
  const { body } = await call("POST", "/api/auth/login/", { email: person.email, password: person.password });
  await context.addCookies([{ name: "session", value: String(body.token), url: BASE }]);
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Log in" })).toBeVisible();
});

test("what the framework itself would answer", async () => {
  const broken = await call("POST", "/api/auth/register/", '{"username": ');
  expect(broken.status).toBe(400);
  expect(broken.body.detail).toMatch(/^JSON parse error - /);
  const wrongMethod = await call("PUT", "/api/auth/register/", {});
  expect(wrongMethod).toMatchObject({ status: 405, body: { detail: 'Method "PUT" not allowed.' } });
  expect(wrongMethod.headers.get("allow")).toBe("POST, OPTIONS");
  const wrongType = await call("POST", "/api/auth/register/", "<a/>", { "content-type": "application/xml" });
  expect(wrongType).toMatchObject({
    status: 415,
    body: { detail: 'Unsupported media type "application/xml" in request.' },
  });
  const large = await call("POST", "/api/auth/register/", { username: "x".repeat(64 * 1024) });
  expect(large.status).toBe(413);
  const nothing = await call("POST", "/api/auth/register/", "null");
  expect(nothing.body.errors).toEqual({ non_field_errors: ["No data provided"] });
  const stranger = await call("GET", "/api/auth/me/");
  expect(stranger).toMatchObject({
    status: 401,
    body: { detail: "Authentication credentials were not provided." },
  });
  expect(stranger.headers.get("www-authenticate")).toBe("Bearer");
});

test("limits: two registrations a minute, a hundred requests an hour, and when to come back", async () => {
  const headers = { "x-forwarded-for": newIpAddress() };
  const replies = await Promise.all(
    Array.from({ length: 4 }, () => call("POST", "/api/auth/register/", registration(), headers)),
  );
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(2);
  const refused = replies.find(({ status }) => status === 429);
  expect(refused?.body.detail).toMatch(/^Request was throttled\. Expected available in \d+ seconds\.$/);
  expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(50);
  const asked = await Promise.all(
    Array.from({ length: 130 }, () => call("GET", "/api/auth/me/", undefined, headers)),
  );
  expect(asked.filter(({ status }) => status === 401)).toHaveLength(100);
  expect(asked.filter(({ status }) => status === 429)).toHaveLength(30);
});

test("pages of the origins that are named may call, and no others", async () => {
  const ask = (origin: string, method = "OPTIONS") =>
    call(method, "/api/auth/login/", method === "POST" ? {} : undefined, {
      origin,
      "access-control-request-method": "POST",
    });
  const friend = await ask("https://app.example.com");
  expect(friend.status).toBe(204);
  expect(friend.headers.get("access-control-allow-origin")).toBe("https://app.example.com");
  expect(friend.headers.get("access-control-allow-methods")).toContain("POST");
  expect(friend.headers.get("access-control-allow-headers")).toContain("Authorization");
  expect(friend.headers.get("access-control-allow-credentials")).toBeNull();
  expect((await ask("https://app.example.com", "POST")).headers.get("access-control-allow-origin")).toBe(
    "https://app.example.com",
  );
  for (const origin of [
    "https://evil.example",
    "https://app.example.com.evil.example",
    "null",
    "http://app.example.com",
  ]) {
    for (const method of ["OPTIONS", "POST"]) {
      const stranger = await ask(origin, method);
      expect(stranger.headers.get("access-control-allow-origin")).toBeNull();
      expect(stranger.headers.get("vary")).toContain("Origin");
    }
  }
});

test.describe("an account", () => {
  type Listed = { results: { id: string }[] };
  type Operations = Record<string, Record<string, { security?: object[] }>>;

  test("of newUser else is not there, at any address, for anybody", async ({ mailbox, page }) => {
    const [owner, stranger] = [await verified(mailbox), await verified(mailbox)];
    const { body: admin } = await call("POST", "/api/auth/login/", ADMIN);
    const { body } = await call("GET", "/api/openapi.json");
    const idsOf = async (path: string) => {
      const listed = (await call("GET", path, undefined, owner.headers)).body as Listed;
      return listed.results.map(({ id }) => id);
    };
    let checked = 0;
    for (const [path, operations] of Object.entries(body.paths as Operations)) {
      for (const [method, { security }] of Object.entries(operations)) {
        if (!security) continue;
        const verb = method.toUpperCase();
        const [id = randomUUID()] = path.includes("{id}") ? await idsOf(path.replace("{id}/", "")) : [];
        const address = path.replace("{id}", id);
        const answer = (headers: Record<string, string>) =>
          call(verb, address, verb === "GET" ? undefined : {}, headers);
        expect((await answer({})).status, `${verb} ${path}`).toBe(401);
        expect((await answer({ authorization: "Bearer made-up" })).status, `${verb} ${path}`).toBe(401);
        expect((await answer({ cookie: `session=${owner.token}` })).status, `${verb} ${path}`).toBe(401);
        if (path.includes("/admin/")) expect((await answer(owner.headers)).status, path).toBe(403);
        if (path.includes("{id}")) {
          for (const token of [stranger.token, String(admin.token)]) {
            expect((await answer({ authorization: `Bearer ${token}` })).status, `${verb} ${path}`).toBe(404);
          }
          expect(await idsOf(path.replace("{id}/", ""))).toContain(id);
        }
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(15);
    const { body: me } = await call("GET", "/api/auth/me/", undefined, owner.headers);
    expect((await page.request.get(`/pictures/${me.id}`)).status()).toBe(404);
    await logInAndWait(page, stranger);
    expect((await page.request.get(`/pictures/${me.id}`)).status()).toBe(404);
  });

  test("is described whole: each address that there is, and no other", async () => {
    const { body } = await call("GET", "/api/openapi.json");
    const files = readdirSync("app/api", { recursive: true, encoding: "utf8" });
    const routes = files
      .filter((file) => path.basename(file) === "route.ts")
      .map((file) => `/api/${path.dirname(file)}/`.replace(/\[(\w+)\]/g, "{$1}"));
    const ofMachines = ["/api/health/", "/api/inngest/", "/api/webhooks/resend/", "/api/openapi.json/"];
    expect(Object.keys(body.paths as object).sort()).toEqual(
      routes.filter((route) => !ofMachines.includes(route)).sort(),
    );
  });

  test("can do by the API what it can do in the browser", async ({ mailbox }) => {
    const { headers, email, password, username } = await verified(mailbox);
    const profile = await call("PATCH", "/api/account/", { bio: "Likes harbours." }, headers);
    expect(profile.body).toMatchObject({ username, email, bio: "Likes harbours.", has_picture: false });
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    );
    const put = (body: Uint8Array<ArrayBuffer>) =>
      fetch(`${BASE}/api/account/picture`, {
        method: "PUT",
        body,
        headers: { ...headers, "content-type": "image/png" },
      });
    expect((await put(new Uint8Array(png))).status).toBe(200);
    expect((await put(new Uint8Array(5 * 2 ** 20 + 1))).status).toBe(400);
    const picture = await fetch(`${BASE}/api/account/picture`, { headers });
    expect(picture.headers.get("content-type")).toBe("image/webp");

    const other = await call("POST", "/api/auth/login/", { email, password });
    const otherHeaders = { authorization: `Bearer ${other.body.token}` };
    expect((await call("DELETE", "/api/account/sessions/", undefined, headers)).body).toMatchObject({
      ended: 1,
    });
    expect((await call("GET", "/api/auth/me/", undefined, otherHeaders)).status).toBe(401);

    const device = (await call("GET", "/api/account/devices/", undefined, headers)).body as Listed;
    const id = device.results[0]?.id;
    const trusted = await call("PATCH", `/api/account/devices/${id}/`, { is_trusted: true }, headers);
    expect(trusted.body).toMatchObject({ is_trusted: true });

    const newPassword = { password: "Zk3-unlikely-harbour", password2: "Zk3-unlikely-harbour" };
    const wrong = await call(
      "POST",
      "/api/account/password/",
      { current_password: "no", ...newPassword },
      headers,
    );
    expect(wrong.body).toMatchObject({ errors: { current_password: ["This is not your password."] } });
    const right = { current_password: password, ...newPassword };
    expect((await call("POST", "/api/account/password/", right, headers)).status).toBe(200);

    const activity = await call("GET", "/api/account/activity/", undefined, headers);
    const messages = (activity.body.results as { message: string }[]).map(({ message }) => message);
    expect(messages[0]).toBe("You changed your password.");
    expect(messages).toContain("You changed bio.");
    expect((await call("POST", "/api/account/data/", {}, headers)).body).toMatchObject({ email });
    const gone = await call("DELETE", "/api/account/", { password: newPassword.password }, headers);
    expect(gone.body).toMatchObject({ delete_after: expect.any(String) });
    expect((await call("GET", "/api/auth/me/", undefined, headers)).status).toBe(401);
  });
});

test("forms of an account that come from elsewhere, or from nowhere, change nothing", async ({
  page,
  context,
  person,
  mailbox,
}) => {
  await registerAndVerify(page, mailbox, person);
  await logInAndWait(page, person);
  const cookie = await sessionCookie(context);
  for (const origin of [undefined, "https://evil.example", "null"]) {
    for (const path of ["/account/picture", "/account/download"]) {
      const answer = await fetch(BASE + path, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams({ remove: "yes" }),
        headers: { cookie: `${cookie?.name}=${cookie?.value}`, ...(origin && { origin }) },
      });
      expect(answer.status, `${path} from ${origin}`).toBe(403);
    }
  }
  const rooms = ["profile", "email", "password", "sessions", "devices", "data"].map(
    (room) => `/account/${room}`,
  );
  const typed = { ...person, username: "somebody_else", device_name: "Theirs", email: "else@example.com" };
  let forms = 0;
  for (const path of [...rooms, "/register", "/login", "/forgot-password", "/resend-verification"]) {
    const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
    const { body } = await send(BASE + path, "GET", headers);
    for (const [form] of body.matchAll(/<form[^>]*>[\s\S]*?<\/form>/g)) {
      if (!form.includes("$ACTION")) continue;
      forms++;
      for (const origin of [undefined, "https://evil.example", "null"]) {
        const answer = await submit(
          BASE + path,
          { ...hiddenFields(form), ...typed, current_password: person.password, password2: person.password },
          { ...headers, ...(origin && { origin }) },
        );
        expect(answer.status, `${path} from ${origin}`).toBe(500);
        expect(answer.headers["set-cookie"]).toBeUndefined();
      }
    }
  }
  expect(forms).toBeGreaterThan(10);
  await page.goto("/account/activity");
  await expect(page.getByText("You downloaded your data.")).toHaveCount(0);
  // To register, to verify, to log in; nothing else was done.
  await expect(page.getByRole("listitem").filter({ hasText: "You " })).toHaveCount(3);
});

test.describe("the description", () => {
  type Operation = {
    requestBody?: object;
    security?: object[];
    responses: Record<string, { content: Record<string, { schema: object }> }>;
  };
  type Description = { paths: Record<string, Record<string, Operation>> };

  test("is kept: whatever is thrown at an address, the answer is one that is described there, and soon", async ({
    mailbox,
  }) => {
    test.setTimeout(600_000);
    const { body } = await call("GET", "/api/openapi.json");
    const { paths } = body as unknown as Description;
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const { body: admin } = await call("POST", "/api/auth/login/", ADMIN);
    const { token } = await verified(mailbox);
    const fieldNames = [
      "username",
      "email",
      "password",
      "password2",
      "device",
      "role",
      "phone_number",
      "token",
      "bio",
      "device_name",
      "is_trusted",
      "current_password",
    ];
    const anything = fastCheck.oneof(
      fastCheck.json({ maxDepth: 4 }),
      fastCheck
        .dictionary(fastCheck.constantFrom(...fieldNames), fastCheck.jsonValue({ maxDepth: 3 }))
        .map((value) => JSON.stringify(value)),
      fastCheck.string({ unit: "binary", maxLength: 300 }),
      fastCheck
        .integer({ min: 1, max: 30_000 })
        .map((depth) => `{"role":${"[".repeat(depth)}${"]".repeat(depth)}}`),
      fastCheck
        .integer({ min: 1, max: 60_000 })
        .map((length) =>
          JSON.stringify({ username: "x".repeat(length), email: `${"a.".repeat(length / 4)}@`, token: "x" }),
        ),
    );
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, { responses, security }] of Object.entries(operations)) {
        const validators = Object.fromEntries(
          Object.entries(responses).map(([status, { content }]) => [
            status,
            ajv.compile(content["application/json"]?.schema ?? {}),
          ]),
        );
        const bearer = path.includes("admin") ? admin.token : token;
        const headers = security ? { authorization: `Bearer ${bearer}` } : undefined;
        await fastCheck.assert(
          fastCheck.asyncProperty(anything, async (text) => {
            const reply =
              method === "get"
                ? await call(
                    "GET",
                    `${path}?after=${encodeURIComponent(text.toWellFormed().slice(0, 500))}&q=${encodeURIComponent(text.toWellFormed().slice(0, 200))}`,
                    undefined,
                    headers,
                  )
                : await call(method.toUpperCase(), path.replace("{id}", randomUUID()), text, headers);
            const validate = validators[reply.status];
            expect(reply.status).toBeLessThan(500);
            expect(validate, `${path} answered ${reply.status}`).not.toBeUndefined();
            expect(validate?.(reply.body), `${path} ${reply.status} ${JSON.stringify(reply.body)}`).toBe(
              true,
            );
          }),
          // A user has a thousand requests an hour.
          { numRuns: security ? 20 : 40 },
        );
      }
    }
  });

  test("is shown to people, with no request to anybody else", async ({ page }) => {
    await page.goto("/api/docs");
    await expect(page.getByRole("heading", { name: "Create an account" })).toBeVisible();
    await expect(page.locator("#register").getByText("fingerprint_hash")).toBeVisible();
    await page.getByRole("link", { name: "OpenAPI 3.1" }).click();
    await expect(page.locator("body")).toContainText('"openapi":"3.1.0"');
  });
});
