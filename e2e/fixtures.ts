import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from "@playwright/test";
import { Mailbox } from "./mailbox";
import { slowDown } from "./slow-network";
import { MAILBOX_URL } from "./test-server";
import { fromNewIpAddress, newUser, type TestUser } from "./test-users";

export { expect };

type Fixtures = {
  /** A new user, not registered yet. */
  user: TestUser;
  mailbox: Mailbox;
  /** Opens a page in another browser context, which has its own IP address. */
  openOtherBrowser: (options?: BrowserContextOptions) => Promise<Page>;
};

export const test = base.extend<Fixtures>({
  // Playwright reads the names of the fixtures that a fixture needs from this pattern, so it must be one.
  user: async ({ browserName: _ }, use) => use(newUser()),
  mailbox: async ({ browserName: _ }, use) => use(new Mailbox(MAILBOX_URL)),
  openOtherBrowser: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext({ extraHTTPHeaders: fromNewIpAddress(), ...options });
      contexts.push(context);
      if (process.env.SLOW_NETWORK) await slowDown(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
  /** Fails the test on script errors, CSP violations, hydration errors and requests to third parties. */
  context: async ({ context }, use) => {
    await context.setExtraHTTPHeaders(fromNewIpAddress());
    const problems: string[] = [];
    context.on("request", (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (protocol.startsWith("http") && hostname !== "localhost")
        problems.push(`requested ${request.url()}`);
    });
    context.on("console", (message) => {
      if (/content security policy|hydrat/i.test(message.text())) problems.push(message.text());
    });
    context.on("weberror", (error) => problems.push(String(error.error())));
    if (process.env.SLOW_NETWORK) await slowDown(context);
    await use(context);
    expect(problems).toEqual([]);
  },
});

export async function sessionCookie(context: BrowserContext) {
  return (await context.cookies()).find(({ name }) => name.endsWith("session"));
}

/** Returns the cookies with messages that are to be shown. An effect deletes them, a moment after the text has appeared. */
export async function flashCookies(context: BrowserContext) {
  return (await context.cookies()).filter(({ name }) => name.endsWith("flash"));
}
