import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { linkIn } from "./emails";
import { expect, test } from "./fixtures";
import { startLoadBalancer } from "./load-balancer";
import { Mailbox } from "./mailbox";
import { postJson } from "./post-json";
import { type App, type Stack, startStack } from "./stack";
import { expectAccountPage, register, submitVerification } from "./steps";
import { fromNewIpAddress, newRegistration } from "./test-users";

// Two instances of the app share one set of services behind a load balancer.
const BALANCER_PORT = 4340;
const PORTS = [4341, 4342] as const;
const CLIENTS = 6;
// Hashes are cheap here. Without a pause there would be thousands of emails to wait for.
const PAUSE_MS = 100;

let stack: Stack;
let balancer: Awaited<ReturnType<typeof startLoadBalancer>>;
let instances: [App, App];
let mailbox: Mailbox;

const startInstance = (port: number) =>
  stack.startApp(port, { BENCHMARK_BCRYPT_COST: "4", REDIS_TIMEOUT_MS: "15000", PAGE_TIMEOUT_MS: "15000" });

test.beforeAll(async () => {
  balancer = await startLoadBalancer(BALANCER_PORT, [...PORTS]);
  stack = await startStack({ appUrl: balancer.url });
  mailbox = new Mailbox(stack.mailboxUrl);
  instances = [await startInstance(PORTS[0]), await startInstance(PORTS[1])];
});
test.afterAll(async () => {
  for (const instance of instances) await instance.end("SIGTERM");
  balancer.close();
  await stack.close();
});

test("registers at one instance, verifies at the other and is logged in at both", async ({ page, user }) => {
  const [first, second] = instances;
  await register(page, user, first.url);
  const { pathname, search } = new URL(linkIn(await mailbox.newest(user.email)));
  await page.goto(second.url + pathname + search);
  await submitVerification(page);
  for (const { url } of [first, second]) {
    await page.goto(`${url}/account`);
    await expectAccountPage(page);
  }
});

test("waits at one instance until the address is verified at the other", async ({
  page,
  user,
  openOtherBrowser,
}) => {
  const [first, second] = instances;
  await register(page, user, first.url);
  await page.goto(`${second.url}/check-email`);
  await expect(page.getByText("This page continues automatically.")).toBeVisible();
  const phone = await openOtherBrowser();
  const { pathname, search } = new URL(linkIn(await mailbox.newest(user.email)));
  await phone.goto(first.url + pathname + search);
  await phone.getByLabel("Password", { exact: true }).fill(user.password);
  await submitVerification(phone);
  await expect(page.getByRole("heading", { name: "Email verified" })).toBeVisible();
  expect(page.url()).toBe(`${second.url}/verify-email/done`);
});

test("shares rate limits between instances", async () => {
  const headers = fromNewIpAddress();
  const [first, second] = instances;
  const statuses: number[] = [];
  for (const { url } of [first, second, first, second]) {
    statuses.push((await postJson(`${url}/api/auth/register`, newRegistration(), headers)).status);
  }
  expect(statuses).toEqual([201, 201, 429, 429]);
});

test("an instance that is starting treats its first requests like all others", async () => {
  await instances[0].end("SIGTERM");
  const starting = startInstance(PORTS[0]);
  // Next accepts connections before it has started, and answers them once it has.
  const firstResponse = async () => {
    for (;;) {
      const response = await postJson(
        `${instances[0].url}/api/auth/register`,
        newRegistration(),
        fromNewIpAddress(),
      ).catch(() => undefined);
      if (response) return response;
    }
  };
  const responses = await Promise.all(Array.from({ length: CLIENTS }, firstResponse));
  instances[0] = await starting;
  expect(responses.map(({ status }) => status)).toEqual(Array(CLIENTS).fill(201));
  for (const { headers } of responses) {
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  }
});

test("a rolling restart under load loses no registration that was accepted", async () => {
  test.setTimeout(600_000);
  const responses: { email: string; status: number }[] = [];
  let isRunning = true;
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (isRunning) {
      const registration = newRegistration();
      const headers = { "idempotency-key": randomUUID() };
      const attempt = () =>
        postJson(`${balancer.url}/api/auth/register`, registration, { ...headers, ...fromNewIpAddress() });
      let { status } = await attempt();
      // The balancer had passed the request to an instance that was shutting down. The outcome is unknown, so
      // the client retries it.
      while (status === 502) ({ status } = await attempt());
      responses.push({ email: registration.email, status });
      await wait(PAUSE_MS);
    }
  });
  for (const index of [0, 1] as const) {
    const before = responses.length;
    await expect.poll(() => responses.length, { timeout: 90_000 }).toBeGreaterThan(before + CLIENTS);
    await instances[index].end("SIGTERM");
    instances[index] = await startInstance(PORTS[index]);
  }
  isRunning = false;
  await Promise.all(clients);
  expect(responses.filter(({ status }) => status !== 201)).toEqual([]);
  for (const { email } of responses) await mailbox.newest(email);
});
