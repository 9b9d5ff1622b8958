import { expect } from "@playwright/test";
import type { Message } from "@/lib/local-services/mailbox-store";
import { emailsTo } from "./emails";

/** The schedule makes up for a lost wake-up event after a minute, and a failed attempt is retried after a minute. */
export const EMAIL_TIMEOUT_MS = 120_000;

/** Reads and awaits the emails that a mailbox has received. */
export class Mailbox {
  constructor(private readonly url: string) {}

  /** Returns the emails to an address that have arrived so far, newest first. */
  all(address: string): Promise<Message[]> {
    return emailsTo(this.url, address);
  }

  /** Waits until an address has received exactly `count` emails, and returns the newest. */
  async newest(address: string, count = 1): Promise<Message> {
    let emails: Message[] = [];
    const countEmails = async () => {
      emails = await this.all(address);
      return emails.length;
    };
    await expect.poll(countEmails, { timeout: EMAIL_TIMEOUT_MS }).toBe(count);
    return first(emails);
  }

  /** Waits until an address has received at least `count` emails with a subject, and returns the newest. */
  async withSubject(address: string, subject: string, count = 1): Promise<Message> {
    let emails: Message[] = [];
    const countEmails = async () => {
      emails = (await this.all(address)).filter((email) => email.subject.startsWith(subject));
      return emails.length;
    };
    await expect.poll(countEmails, { timeout: EMAIL_TIMEOUT_MS }).toBeGreaterThanOrEqual(count);
    return first(emails);
  }
}

function first(emails: Message[]): Message {
  const [email] = emails;
  if (!email) throw new Error("There is no email.");
  return email;
}
