import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Message } from "@/lib/local-services/mailbox-store";

/** Somebody who registers, and what they were told. */
export type TestUser = {
  email: string;
  /** The id in the 201. */
  id: string;
  /** Whether the answer to their press of the button flash that they are verified. */
  wasToldVerified: boolean;
  /** Whether it flash that the link of a mail that had just come does not work. */
  wasLinkBroken: boolean;
};

/** Mails to addresses that begin so come back. */
export const BOUNCES = "bounce.";

const PASSWORD = "Qv7!mzorbit-lane";
const PATIENCE_MS = 15_000;
const PAUSE_MS = 200;
const AGAIN_MS = 300;

/**
 * TestUsers who register one after the other, in several queues at once, as programs do that mean it: under an
 * idempotency key, and again until there is an answer. Some of them open their mail at once.
 */
export class TestUsers {
  readonly registered: TestUser[] = [];
  attempts = 0;
  /** What the undecided attempts came to, and how often. */
  readonly setbacks = new Map<string, number>();
  private isOver = false;
  private readonly queues: Promise<void>[];
  private readonly readers: Promise<void>[] = [];

  constructor(
    private readonly appUrl: string,
    private readonly mailboxUrl: string,
    queues: number,
    private readonly random: () => number,
  ) {
    this.queues = Array.from({ length: queues }, () => this.queue());
  }

  /** Lets nobody new come, and returns when everybody has an answer. */
  async end() {
    this.isOver = true;
    await Promise.all(this.queues);
    await Promise.all(this.readers);
  }

  private async queue() {
    while (!this.isOver) {
      const person = await this.register();
      this.registered.push(person);
      if (this.random() < 0.4) this.readers.push(this.verifySoon(person));
      await wait(PAUSE_MS);
    }
  }

  private async register(): Promise<TestUser> {
    const username = `chaos_${randomUUID().slice(0, 13)}`;
    const email = `${this.random() < 0.1 ? BOUNCES : ""}${username}@example.com`;
    const device = { fingerprint_hash: "abc123xyz456def789", device_name: "chaos", device_type: "desktop" };
    const body = { username, email, password: PASSWORD, password2: PASSWORD, device };
    const headers = { "idempotency-key": randomUUID() };
    const answer = await this.untilAnswered("/api/auth/register", body, headers);
    if (answer.status !== 201) throw new Error(`${email}: ${answer.status} ${answer.text}`);
    const { user } = JSON.parse(answer.text) as { user: { id: string } };
    return { email, id: user.id, wasToldVerified: false, wasLinkBroken: false };
  }

  private async verifySoon(person: TestUser) {
    for (let look = 0; look < 20 && !this.isOver; look++) {
      await wait(500);
      const [mail] = await mailsTo(this.mailboxUrl, person.email).catch(() => []);
      if (!mail) continue;
      const body = { token: tokenIn(mail) };
      const answer = await this.untilAnswered("/api/auth/verify-email", body);
      // A press whose answer was lost may have been the one that counted.
      person.wasToldVerified = answer.status === 200 || answer.text.includes("already been used");
      person.wasLinkBroken = !person.wasToldVerified;
      return;
    }
  }

  /** Repeats a request until something was decided: no answer, a 5xx and a 429 decide nothing. */
  private async untilAnswered(path: string, body: object, headers: Record<string, string> = {}) {
    for (;;) {
      this.attempts++;
      const answer = await post(this.appUrl + path, body, { ...headers, ...fromAnywhere() }).catch(
        (error: Error) => error,
      );
      if ("status" in answer && answer.status < 500 && answer.status !== 429) return answer;
      const setback = "status" in answer ? String(answer.status) : answer.name;
      this.setbacks.set(setback, (this.setbacks.get(setback) ?? 0) + 1);
      await wait(AGAIN_MS);
    }
  }
}

export async function post(url: string, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return { status: response.status, text: await response.text() };
}

export async function mailsTo(mailboxUrl: string, address: string): Promise<Message[]> {
  const response = await fetch(`${mailboxUrl}/messages?to=${encodeURIComponent(address)}`);
  return (await response.json()) as Message[];
}

export function tokenIn(mail: Message): string {
  return /token=([\w-]+)/.exec(mail.text)?.[1] ?? "";
}

/** A client that no limit has counted yet. */
export function fromAnywhere() {
  const [a, b, c] = crypto.getRandomValues(new Uint8Array(3));
  return { "x-forwarded-for": `10.${a}.${b}.${c}` };
}
