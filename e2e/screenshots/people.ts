import { setTimeout as wait } from "node:timers/promises";
import { emailsTo, linkIn, tokenIn } from "../emails";
import { fromNewIpAddress, newRegistration } from "../test-users";
import type { LocalApp } from "./local-app";

const EMAIL_TIMEOUT_MS = 150_000;
const USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/** A registered person, who acts over the API. */
export type Person = { username: string; email: string; password: string };

/** Registers people over the API and reads their emails. */
export class People {
  constructor(private readonly app: LocalApp) {}

  /** Registers a person whose email address is not verified yet. */
  async register(username?: string): Promise<Person> {
    const registration = newRegistration();
    const named = username ? { username, email: `${username}@example.com` } : {};
    const person = { ...registration, ...named };
    await this.call("/api/auth/register/", person);
    return person;
  }

  /** Registers a person and verifies the email address. */
  async registerVerified(username?: string): Promise<Person> {
    const person = await this.register(username);
    const token = tokenIn(await this.newestEmail(person.email, "/verify-email?"));
    await this.call("/api/auth/verify-email/", { token });
    return person;
  }

  /** Logs a person in and returns the headers of their further requests. */
  async logIn({ email, password }: Person): Promise<Record<string, string>> {
    const { token } = await this.call("/api/auth/login/", { email, password });
    return { authorization: `Bearer ${String(token)}` };
  }

  /** Waits for an email that contains a text, and returns the newest of them. */
  async newestEmail(address: string, text: string) {
    const deadline = Date.now() + EMAIL_TIMEOUT_MS;
    while (Date.now() < deadline) {
      const found = (await emailsTo(this.app.mailboxUrl, address)).find((email) => email.text.includes(text));
      if (found) return found;
      await wait(200);
    }
    throw new Error(`No email to ${address} contains ${text}.`);
  }

  /** Waits for an email whose link opens a page, and returns the link. */
  async linkTo(page: string, address: string): Promise<string> {
    return linkIn(await this.newestEmail(address, `${page}?token=`));
  }

  /** Posts to the API. */
  async call(path: string, body: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(this.app.url + path, {
      method: "POST",
      headers: {
        ...fromNewIpAddress(),
        "content-type": "application/json",
        "user-agent": USER_AGENT,
        ...headers,
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  }
}
