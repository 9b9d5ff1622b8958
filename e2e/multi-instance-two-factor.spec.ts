import type { Page } from "@playwright/test";
import { type AuthenticatorApp, addAuthenticatorApp, totpCode } from "./authenticator-app";
import { linkIn } from "./emails";
import { expect, test } from "./fixtures";
import { startLoadBalancer } from "./load-balancer";
import { Mailbox } from "./mailbox";
import { postJson } from "./post-json";
import { type App, type Stack, startStack } from "./stack";
import { expectAccountPage, logOut, register, submitLogin, submitVerification } from "./steps";
import { fromNewIpAddress, newUser, type TestUser } from "./test-users";
import { addVirtualAuthenticator, createPasskey, offerNoneAtField } from "./virtual-authenticator";

// Two instances of the app share one set of services behind a load balancer: each request goes to the other instance.
const BALANCER_PORT = 4343;
const PORTS = [4344, 4345] as const;
const PARALLEL = 10;

let stack: Stack;
let balancer: Awaited<ReturnType<typeof startLoadBalancer>>;
let instances: App[];
let mailbox: Mailbox;

test.beforeAll(async () => {
  balancer = await startLoadBalancer(BALANCER_PORT, [...PORTS]);
  stack = await startStack({ appUrl: balancer.url });
  mailbox = new Mailbox(stack.mailboxUrl);
  instances = await Promise.all(
    PORTS.map((port) =>
      stack.startApp(port, {
        BENCHMARK_BCRYPT_COST: "4",
        REDIS_TIMEOUT_MS: "15000",
        PAGE_TIMEOUT_MS: "15000",
      }),
    ),
  );
});
test.afterAll(async () => {
  for (const instance of instances) await instance.end("SIGTERM");
  balancer.close();
  await stack.close();
});

/** A user who is logged in and has an authenticator app. */
async function newUserWithApp(page: Page): Promise<TestUser & { app: AuthenticatorApp }> {
  const user = newUser();
  await register(page, user);
  await page.goto(linkIn(await mailbox.newest(user.email)));
  await submitVerification(page);
  return { ...user, app: await addAuthenticatorApp(page) };
}

test("a passkey is added and used with requests that go to either instance", async ({ openOtherBrowser }) => {
  const page = await openOtherBrowser({ baseURL: balancer.url });
  await offerNoneAtField(page);
  const user = newUser();
  await register(page, user);
  await page.goto(linkIn(await mailbox.newest(user.email)));
  await submitVerification(page);
  await addVirtualAuthenticator(page);
  await createPasskey(page);
  await expect(page.getByText("Passkey added.")).toBeVisible();
  await logOut(page);
  await page.getByRole("button", { name: "Log in with a passkey" }).click();
  await expectAccountPage(page);
  await logOut(page);
  await submitLogin(page, user);
  await page.getByRole("button", { name: "Use your passkey" }).click();
  await expectAccountPage(page);
});

test("one code opens one session, at whichever instance", async ({ openOtherBrowser }) => {
  const page = await openOtherBrowser({ baseURL: balancer.url });
  const { email, password, app } = await newUserWithApp(page);
  const headers = fromNewIpAddress();
  const pending: string[] = [];
  for (let login = 0; login < PARALLEL; login++) {
    const response = await postJson(`${balancer.url}/api/auth/login`, { email, password }, headers);
    pending.push((JSON.parse(response.text) as { mfa_token: string }).mfa_token);
  }
  const code = await totpCode(app);
  const responses = await Promise.all(
    pending.map((mfa_token, index) =>
      postJson(
        `${instances[index % 2]?.url}/api/auth/login/verify`,
        { mfa_token, code },
        // From different clients, so that the limits decide nothing.
        fromNewIpAddress(),
      ),
    ),
  );
  expect(responses.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(responses.filter(({ status }) => status === 400)).toHaveLength(PARALLEL - 1);
});

test("without Redis a code logs in, and a passkey asks to try again", async ({ openOtherBrowser }) => {
  const page = await openOtherBrowser({ baseURL: balancer.url });
  await offerNoneAtField(page);
  const { app, ...user } = await newUserWithApp(page);
  await addVirtualAuthenticator(page);
  await createPasskey(page);
  await expect(page.getByText("Passkey added.")).toBeVisible();
  await logOut(page);
  stack.proxies.redis.set("refuse");
  try {
    await page.goto("/login");
    await page.getByRole("button", { name: "Log in with a passkey" }).click();
    await expect(page.getByText("Passkeys don't work at the moment.")).toBeVisible();
    await submitLogin(page, user);
    await page.getByRole("link", { name: "Use a passkey" }).click();
    await page.getByRole("button", { name: "Use your passkey" }).click();
    await expect(page.getByText("Passkeys don't work at the moment.")).toBeVisible();
    await page.getByRole("link", { name: "Use your authenticator app" }).click();
    await page.getByLabel("Code").fill(await totpCode(app));
    await expectAccountPage(page);
  } finally {
    stack.proxies.redis.set("none");
  }
  await logOut(page);
  await page.getByRole("button", { name: "Log in with a passkey" }).click();
  await expectAccountPage(page);
});
