import { randomUUID } from "node:crypto";
import { fromAnywhere, mailsTo, post } from "@/e2e/chaos/users";
import { expect, fillRegistration, linkIn, MAIL_TIMEOUT_MS, newIpAddress, test } from "./fixtures";
import { startLoadBalancer } from "./load-balancer";
import { type App, type Stack, startStack } from "./stack";

// Two copies of the app behind one set of services, and a proxy before them.
const PORT = 4340;
const PORTS = [4341, 4342] as const;
const QUEUES = 6;

let stack: Stack;
let balancer: Awaited<ReturnType<typeof startLoadBalancer>>;
let copies: [App, App];

const SETTINGS = { BCRYPT_COST: "10", REDIS_TIMEOUT_MS: "15000" };
const startCopy = (port: number) => stack.startApp(port, SETTINGS);

test.beforeAll(async () => {
  balancer = await startLoadBalancer(PORT, [...PORTS]);
  stack = await startStack({ appUrl: balancer.url });
  copies = [await startCopy(PORTS[0]), await startCopy(PORTS[1])];
});
test.afterAll(async () => {
  for (const copy of copies) await copy.end("SIGTERM");
  balancer.close();
  await stack.close();
});

const registration = () => {
  const username = `copy_${randomUUID().slice(0, 13)}`;
  return {
    username,
    email: `${username}@example.com`,
    password: "Qv7!mzorbit-lane",
    password2: "Qv7!mzorbit-lane",
    device: { fingerprint_hash: "abc123xyz456def789", device_name: "test", device_type: "desktop" },
  };
};

test("register at one, verify at the other, log in at the first", async ({ page, person }) => {
  const [one, other] = copies;
  await page.goto(`${one.url}/register`);
  await fillRegistration(page, person);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await expect
    .poll(async () => (await mailsTo(stack.mailboxUrl, person.email)).length, { timeout: MAIL_TIMEOUT_MS })
    .toBe(1);
  const [mail] = await mailsTo(stack.mailboxUrl, person.email);
  if (!mail) throw new Error("There is no mail.");
  const { pathname, search } = new URL(linkIn(mail));
  await page.goto(other.url + pathname + search);
  await page.getByRole("button", { name: "Verify email" }).click();
  await expect(page.getByRole("heading", { name: "Email verified" })).toBeVisible();
  await page.goto(`${one.url}/login`);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("heading", { name: /Hello/ })).toBeVisible();
  await page.goto(`${other.url}/account`);
  await expect(page.getByRole("heading", { name: /Hello/ })).toBeVisible();
});

test("both count for the same limit", async () => {
  const headers = { "x-forwarded-for": newIpAddress() };
  const [one, other] = copies;
  const statuses: number[] = [];
  for (const { url } of [one, other, one, other]) {
    statuses.push((await post(`${url}/api/auth/register`, registration(), headers)).status);
  }
  expect(statuses).toEqual([201, 201, 429, 429]);
});

test("a rolling restart under load loses nobody, and answers nobody whom it loses", async () => {
  test.setTimeout(600_000);
  const answers: { email: string; status: number }[] = [];
  let isOver = false;
  const queues = Array.from({ length: QUEUES }, async () => {
    while (!isOver) {
      const person = registration();
      const headers = { "idempotency-key": randomUUID() };
      const attempt = () =>
        post(`${balancer.url}/api/auth/register`, person, { ...headers, ...fromAnywhere() });
      let { status } = await attempt();
      // The balancer had handed it to a copy that was just closing its door: nobody knows, so it is asked again.
      while (status === 502) ({ status } = await attempt());
      answers.push({ email: person.email, status });
    }
  });
  for (const index of [0, 1] as const) {
    const before = answers.length;
    await expect.poll(() => answers.length, { timeout: 90_000 }).toBeGreaterThan(before + QUEUES);
    await copies[index].end("SIGTERM");
    copies[index] = await startCopy(PORTS[index]);
  }
  isOver = true;
  await Promise.all(queues);
  expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
  for (const { email } of answers) {
    // The schedule looks once a minute for what a wake-up was lost for.
    await expect
      .poll(async () => (await mailsTo(stack.mailboxUrl, email)).length, { timeout: MAIL_TIMEOUT_MS })
      .toBe(1);
  }
});
