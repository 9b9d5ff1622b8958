import { linkIn, tokenIn } from "./emails";
import { expect, test } from "./fixtures";
import { Mailbox } from "./mailbox";
import { type App, type Service, type Stack, startStack } from "./stack";
import { fillRegistration, register, submitRegistration, submitVerification } from "./steps";
import { newUser, type TestUser } from "./test-users";

// These tests have their own services, which can be made to refuse connections one by one.
const PORT = 4311;
const BASE_URL = `http://localhost:${PORT}`;

/** Pages that take a token, and the endpoints that do the same. */
const TOKEN_PATHS = [
  ["verify-email", "verify-email"],
  ["reset-password", "reset-password"],
  ["confirm-email", "confirm-email"],
  ["undo-email-change", "undo-email-change"],
  ["secure-account", "report-login"],
] as const;

let stack: Stack;
let app: App;
let mailbox: Mailbox;

test.beforeAll(async () => {
  stack = await startStack({ appUrl: BASE_URL });
  mailbox = new Mailbox(stack.mailboxUrl);
  app = await stack.startApp(PORT, { BENCHMARK_BCRYPT_COST: "4", REGISTRATION_RATE_LIMIT: "100/1m" });
  await expect.poll(health, { timeout: 60_000 }).toMatchObject({ ready: true });
});
test.afterAll(async () => {
  await app.end("SIGTERM");
  await stack.close();
});

async function health() {
  const response = await fetch(`${BASE_URL}/api/health`).catch(() => undefined);
  return response?.json();
}

function post(path: string, body: object) {
  return fetch(BASE_URL + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function without(service: Service, act: () => Promise<void>) {
  stack.proxies[service].set("refuse");
  try {
    await act();
  } finally {
    stack.proxies[service].set("none");
  }
}

test("registers users while a service is down, and sends each of them one email", async ({ page }) => {
  test.setTimeout(600_000);
  const users: TestUser[] = [];
  const registerNewUser = async () => {
    const user = newUser();
    users.push(user);
    await register(page, user, BASE_URL);
  };
  for (const service of ["redis", "mailbox", "jobs"] as const) {
    await without(service, async () => {
      await registerNewUser();
      await expect.poll(health).toMatchObject({
        ready: true,
        dependencies: { [service === "mailbox" ? "mail" : service]: "down" },
      });
    });
  }
  for (const { email } of users) await mailbox.newest(email);
  await registerNewUser();
  // Checked again for all of them: an email that is sent twice would have arrived by now.
  for (const { email } of users) await mailbox.newest(email);
});

test("asks to try a link again later while Redis is down, and accepts it once Redis is back", async ({
  page,
}) => {
  const user = newUser();
  await register(page, user, BASE_URL);
  const email = await mailbox.newest(user.email);
  await without("redis", async () => {
    for (const [path, endpoint] of TOKEN_PATHS) {
      const shown = await page.goto(`${BASE_URL}/${path}?token=${tokenIn(email)}`);
      expect(shown?.status(), path).toBe(503);
      expect(shown?.headers()["retry-after"], path).toBe("60");
      await expect(page.getByText(/Open it again in a moment/)).toBeVisible();
      const { password } = user;
      const body = { token: tokenIn(email), password, password2: password };
      const response = await post(`/api/auth/${endpoint}/`, body);
      expect(response.status, path).toBe(503);
      expect(response.headers.get("retry-after")).toBe("60");
    }
  });
  await page.goto(linkIn(email));
  await submitVerification(page);
});

test("says that registration failed while the database is down, and keeps what was typed", async ({
  page,
}) => {
  const user = newUser();
  await page.goto(`${BASE_URL}/register`);
  await fillRegistration(page, user);
  await without("database", async () => {
    await expect.poll(health).toMatchObject({ ready: false, dependencies: { database: "down" } });
    const response = await post("/api/auth/resend-verification/", { email: user.email });
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("60");
    expect(await response.json()).toEqual({ detail: "Temporarily unavailable. Please try again." });
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByText(/we couldn't process your request/)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByLabel("Email")).toHaveValue(user.email);
  });
  await expect(page.getByLabel("Confirm password")).toHaveValue(user.password);
  await submitRegistration(page);
  await mailbox.newest(user.email);
});
