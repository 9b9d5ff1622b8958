import { randomUUID } from "node:crypto";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { mailsTo } from "@/e2e/chaos/users";
import type { Message } from "@/lib/local-services/mailbox-store";

export { expect };

/** Somebody new, whose name and address nobody else has. */
export type TestUser = { username: string; email: string; password: string };

export const ADMIN = { email: "admin@example.com", password: "a-password-for-tests" };

export function newUser(): TestUser {
  const name = `person_${randomUUID().slice(0, 12).replaceAll("-", "")}`;
  return { username: name, email: `${name}@example.com`, password: "Qv7!mzorbit-lane" };
}

/** An address that the limits have not seen. */
export function newIpAddress(): string {
  const [a, b, c] = crypto.getRandomValues(new Uint8Array(3));
  return `10.${a}.${b}.${c}`;
}

type Fixtures = {
  person: TestUser;
  mailbox: Mailbox;
};

/** A wake-up that was lost is made good by the schedule after a minute, and an attempt that failed waits too. */
export const MAIL_TIMEOUT_MS = 120_000;

export class Mailbox {
  constructor(private readonly url: string) {}

  async of(address: string): Promise<Message[]> {
    return mailsTo(this.url, address);
  }

  /** The newest mail to an address with these words as its subject's beginning, when there is one. */
  async about(address: string, subject: string): Promise<Message> {
    const found = async () => (await this.of(address)).find((mail) => mail.subject.startsWith(subject));
    await expect.poll(found, { timeout: MAIL_TIMEOUT_MS }).toBeDefined();
    const mail = await found();
    if (!mail) throw new Error("The mail is gone again.");
    return mail;
  }

  /** The newest mail to an address, when there are as many as expected. */
  async newest(address: string, count = 1): Promise<Message> {
    await expect.poll(async () => (await this.of(address)).length, { timeout: MAIL_TIMEOUT_MS }).toBe(count);
    const [mail] = await this.of(address);
    if (!mail) throw new Error("The mail is gone again.");
    return mail;
  }
}

export const test = base.extend<Fixtures>({
  // Playwright reads the names of what a fixture needs, and takes nothing but such a pattern.
  person: async ({ browserName: _ }, use) => use(newUser()),
  mailbox: async ({ browserName: _ }, use, info) => use(new Mailbox(String(info.config.metadata.mailbox))),
  context: async ({ context }, use) => {
    await context.setExtraHTTPHeaders({ "x-forwarded-for": newIpAddress() });
    const complaints: string[] = [];
    context.on("request", (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (protocol.startsWith("http") && hostname !== "localhost") complaints.push(`asked ${request.url()}`);
    });
    context.on("console", (message) => {
      if (/content security policy|hydrat/i.test(message.text())) complaints.push(message.text());
    });
    context.on("weberror", (error) => complaints.push(String(error.error())));
    await use(context);
    expect(complaints).toEqual([]);
  },
});

export async function fillRegistration(page: Page, { username, email, password }: TestUser) {
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Confirm password").fill(password);
}

/** Registers in the browser, up to the page that says to look at the mail. */
export async function register(page: Page, person: TestUser) {
  await page.goto("/register");
  await fillRegistration(page, person);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
}

export function linkIn(mail: Message): string {
  const link = /https?:\/\/\S+\?token=[\w-]+/.exec(mail.text)?.[0];
  if (!link) throw new Error("The mail has no link.");
  return link;
}

export async function logIn(page: Page, { email, password }: { email: string; password: string }) {
  await page.goto("/login");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}

/** Logs in who can, and sees their account. */
export async function logInAndWait(page: Page, who: { email: string; password: string }) {
  await logIn(page, who);
  await expect(page.getByRole("heading", { name: /Hello/ })).toBeVisible();
}

/** Registers and verifies newUser. */
export async function registerAndVerify(page: Page, mailbox: Mailbox, person: TestUser) {
  await register(page, person);
  await page.goto(linkIn(await mailbox.newest(person.email)));
  await page.getByRole("button", { name: "Verify email" }).click();
  await expect(page.getByRole("heading", { name: "Email verified" })).toBeVisible();
}

export async function sessionCookie(context: BrowserContext) {
  return (await context.cookies()).find(({ name }) => name.endsWith("session"));
}
